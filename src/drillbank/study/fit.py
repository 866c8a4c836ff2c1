"""Whether parameters of her own describe a learner's memory better than those that hold now.

The log is cut at a day: parameters are fitted to the earlier part and foretell the later one, of which they know
nothing.  Only if they lose less there than the present ones, by more than chance, are parameters fitted to the whole
log worth taking.  (Present ones that were themselves fitted have seen part of the later answers: that favours them.)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from drillbank.model import Review
from drillbank.study import day as days
from drillbank.study import fit_loss
from drillbank.study.parameters import Parameters

LEAST_REVIEWS = 1_000
EARLIER = 0.75  # of the reviews
LEAST_REPETITIONS = 512  # in the earlier part: what the optimiser of fsrs needs
LEAST_TESTED = 100  # repetitions in the later part
STANDARD_ERRORS = 2.0  # so many of them are more than chance

Optimise = Callable[[Sequence[Review]], Parameters]


@dataclass(frozen=True, slots=True)
class Compared:
    """Both sets of parameters on the ``tested`` repetitions from ``from_day`` on, in mean log loss and RMSE(bins).

    ``gain``: log loss that the fitted ones save, with its standard error over questions.
    """

    trained: int  # reviews before from_day
    tested: int
    from_day: date
    present_loss: float
    fitted_loss: float
    present_rmse: float
    fitted_rmse: float
    gain: float
    standard_error: float

    @property
    def better(self) -> bool:
        return self.gain > STANDARD_ERRORS * self.standard_error


@dataclass(frozen=True, slots=True)
class Fit:
    """``parameters``: worth taking, None where they are not; ``short_of``: what there is too little of, and how little.

    ``compared`` is None where nothing could be compared.
    """

    reviews: int
    parameters: Parameters | None = None
    compared: Compared | None = None
    short_of: tuple[str, int, int] | None = None  # (reviews | repetitions | tested, there, needed)


def count(reviews: Sequence[Review]) -> int:
    """The reviews that a fit would look at: those that stand and are rated."""
    return sum(review.rating is not None for review in reviews)


def fit(reviews: Sequence[Review], present: Parameters, optimise: Optimise) -> Fit:
    """Fit and compare; ``reviews`` are those that stand, by time."""
    rated = [review for review in reviews if review.rating is not None]
    if len(rated) < LEAST_REVIEWS:
        return Fit(len(rated), short_of=("reviews", len(rated), LEAST_REVIEWS))
    cut = _cut(rated)
    earlier = [review for review in rated if fit_loss.day_of(review) < cut]
    trainable = len(fit_loss.repetitions(earlier, present))
    if trainable < LEAST_REPETITIONS:
        return Fit(len(rated), short_of=("repetitions", trainable, LEAST_REPETITIONS))
    before = fit_loss.repetitions(rated, present, cut)
    if len(before) < LEAST_TESTED:
        return Fit(len(rated), short_of=("tested", len(before), LEAST_TESTED))
    after = fit_loss.repetitions(rated, optimise(earlier), cut)
    gain, error = fit_loss.gain(before, after)
    compared = Compared(
        trained=len(earlier),
        tested=len(before),
        from_day=days.as_date(cut),
        present_loss=fit_loss.log_loss(before),
        fitted_loss=fit_loss.log_loss(after),
        present_rmse=fit_loss.rmse_bins(before),
        fitted_rmse=fit_loss.rmse_bins(after),
        gain=gain,
        standard_error=error,
    )
    return Fit(len(rated), optimise(rated) if compared.better else None, compared)


def _cut(rated: Sequence[Review]) -> int:
    """The study day on which the later part begins: no day is in both parts."""
    numbers = sorted(fit_loss.day_of(review) for review in rated)
    return numbers[min(int(len(numbers) * EARLIER), len(numbers) - 1)]
