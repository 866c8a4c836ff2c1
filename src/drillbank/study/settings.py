"""What today's plan depends on besides the log: the learner's wishes, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from drillbank.model import Summary
from drillbank.study import schedule
from drillbank.study.parameters import DEFAULT, Parameters
from drillbank.study.plan.placement import NOT_PLACED, Standing
from drillbank.study.plan.policy import Policy
from drillbank.study.schedule import Memory

SHORT_DAY_MINUTES = 5
KEPT_WEIGHT = 10.0  # above any area's, so that what she keeps comes first


@dataclass(frozen=True, slots=True)
class Settings:
    """``weights``: area -> weight of the learner's role; empty means that every area weighs the same.

    ``interview``: the day to be ready on; ``policy``: how to get there, None where no plan was made; ``kept`` and
    ``dropped``: questions she decided about; ``standing``: where the placement found her; ``parameters``:
    her memory, as FSRS-6 describes it.
    """

    minutes: float = 30
    new_per_day: int = 8
    retention: float = 0.9
    rollover_hour: int = 4
    weights: Mapping[str, float] = field(default_factory=dict)
    interview: date | None = None
    policy: Policy | None = None
    kept: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    standing: Standing = NOT_PLACED
    parameters: Parameters = DEFAULT

    def short(self) -> Settings:
        """The same wishes for a five-minute day."""
        return replace(self, minutes=min(self.minutes, SHORT_DAY_MINUTES))

    def weight(self, area: str) -> float:
        return self.weights.get(area, 0.0) if self.weights else 1.0

    def importance(self, summary: Summary) -> float:
        """Weight of one question: of its area, unless she keeps it."""
        return KEPT_WEIGHT if summary.id in self.kept else self.weight(summary.area)

    def on(self, today: date) -> Settings:
        """What holds on a day: the plan's policy up to the interview, nothing of the plan after it."""
        if self.interview is None or today > self.interview:
            return replace(self, interview=None, policy=None, kept=frozenset(), dropped=frozenset())
        if self.policy is None:
            return self
        return replace(self, retention=self.policy.retention, new_per_day=self.policy.new_per_day)

    def due_date(self, memory: Memory, today: date) -> date:
        """When a question is asked again at the latest, as told on ``today``: never after an interview ahead."""
        held = self.on(today)
        due = schedule.due_date(memory, held.retention, held.rollover_hour)
        return due if held.interview is None else min(due, held.interview)
