"""What a plan to a date may vary: how often to repeat, how much to begin, when to think of the date only."""

from __future__ import annotations

from dataclasses import dataclass

# Asking again for less than half a point of recall on the day is no use of anybody's time.
LEAST_GAIN = 0.005


@dataclass(frozen=True, slots=True)
class Policy:
    """FSRS at ``retention`` with ``new_per_day`` new items in the order of weight until ``by_worth_days`` before the
    date; then everything by worth.  Spare minutes are filled by worth on every day.

    Worth compares asking today with never asking again.  ``patience``, an exponent of the days since the last answer,
    and ``eagerness``, a factor for what was never asked, correct that: what was asked lately can wait another day,
    and what is begun early can be repeated often.
    """

    retention: float
    by_worth_days: int
    new_per_day: int
    patience: float = 0.0
    eagerness: float = 1.0

    def by_worth(self, days_left: int) -> bool:
        """Whether a day this far from the date is given to worth alone."""
        return days_left <= self.by_worth_days

    def waited(self, elapsed_days: float) -> float:
        """The factor of worth for an item last asked so many days ago."""
        factor: float = max(1.0, elapsed_days) ** self.patience
        return factor
