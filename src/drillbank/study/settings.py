"""What today's plan depends on besides the log: the learner's wishes, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

SHORT_DAY_MINUTES = 5


@dataclass(frozen=True, slots=True)
class Settings:
    """``weights``: area -> weight of the learner's role; empty means that every area weighs the same."""

    minutes: float = 30
    new_per_day: int = 8
    retention: float = 0.9
    rollover_hour: int = 4
    weights: Mapping[str, float] = field(default_factory=dict)

    def short(self) -> Settings:
        """The same wishes for a five-minute day."""
        return replace(self, minutes=min(self.minutes, SHORT_DAY_MINUTES))

    def weight(self, area: str) -> float:
        return self.weights.get(area, 0.0) if self.weights else 1.0
