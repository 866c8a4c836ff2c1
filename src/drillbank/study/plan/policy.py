"""What a plan to a date may vary: how often to repeat, how much to begin, when to think of the date only."""

from __future__ import annotations

from dataclasses import dataclass

# Asking again for less than half a point of recall on the day is no use of anybody's time.
LEAST_GAIN = 0.005


@dataclass(frozen=True, slots=True)
class Policy:
    """FSRS at ``retention`` with ``new_per_day`` new items in the order of weight until ``by_worth_days`` before the
    date; then everything by worth.  Spare minutes are filled by worth on every day.
    """

    retention: float
    by_worth_days: int
    new_per_day: int

    def by_worth(self, days_left: int) -> bool:
        """Whether a day this far from the date is given to worth alone."""
        return days_left <= self.by_worth_days
