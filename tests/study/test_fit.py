"""Whether a fit is taken: decided on the later part of the log, by more than chance, and with the figures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import timedelta

import pytest
from fsrs import Card, Scheduler
from fsrs import Rating as FsrsRating

from drillbank.model import Review
from drillbank.study import fit as fitting
from drillbank.study import fit_loss, schedule
from drillbank.study.fit_optimiser import missing, optimise
from drillbank.study.parameters import DEFAULT, Parameters, checked

from .learners import FORGETFUL, changed, log
from .makers import NOON, make_review

NEEDS_TORCH = [
    pytest.mark.torch,
    pytest.mark.skipif(bool(missing()), reason=f"the extra drillbank[fit] is not installed: {', '.join(missing())}"),
]


class Knows:
    """An optimiser that answers what it was told to, and remembers what it saw."""

    def __init__(self, answer: Parameters) -> None:
        self.answer = answer
        self.saw: list[int] = []

    def __call__(self, reviews: Sequence[Review]) -> Parameters:
        self.saw.append(len(reviews))
        return self.answer


def test_what_describes_her_better_later_is_taken_and_fitted_to_the_whole_log() -> None:
    reviews = log(FORGETFUL, reviews=1500, seed=1)
    knows = Knows(FORGETFUL)
    found = fitting.fit(reviews, DEFAULT, knows)
    assert found.parameters == FORGETFUL
    compared = found.compared
    assert compared is not None
    assert knows.saw == [compared.trained, 1500]
    assert compared.trained < 1500
    assert compared.fitted_loss < compared.present_loss
    assert compared.fitted_rmse < compared.present_rmse
    assert compared.gain == pytest.approx(compared.present_loss - compared.fitted_loss)
    assert compared.gain > 2 * compared.standard_error > 0
    later = [review for review in reviews if fit_loss.day_of(review) >= (compared.from_day - NOON.date()).days + FIRST]
    assert len(later) == 1500 - compared.trained


FIRST = fit_loss.day_of(make_review("q", 3, NOON))


def test_what_describes_her_worse_or_just_as_well_is_not_taken() -> None:
    reviews = log(DEFAULT, reviews=1500, seed=2)
    for answer in (FORGETFUL, DEFAULT, changed(w20=0.1542 * 1.02)):
        found = fitting.fit(reviews, DEFAULT, Knows(answer))
        assert found.parameters is None
        assert found.compared is not None


@pytest.mark.parametrize("there", [0, 999])
def test_too_few_reviews_are_not_even_tried(there: int) -> None:
    knows = Knows(FORGETFUL)
    proposed_only = make_review("q", None, NOON)
    found = fitting.fit([*log(FORGETFUL, reviews=there, seed=1), proposed_only] if there else [], DEFAULT, knows)
    assert found == fitting.Fit(there, short_of=("reviews", there, 1000))
    assert knows.saw == []


def test_a_log_of_first_answers_or_of_one_day_is_too_little() -> None:
    firsts = [make_review(f"q{n}", 3, NOON + timedelta(hours=n)) for n in range(1200)]
    assert fitting.fit(firsts, DEFAULT, Knows(FORGETFUL)).short_of == ("repetitions", 0, 512)
    old = log(FORGETFUL, reviews=1200, seed=3)
    cram = [make_review("q00000", 3, NOON + timedelta(days=400, seconds=n)) for n in range(500)]
    found = fitting.fit([*old, *cram], DEFAULT, Knows(FORGETFUL))
    assert found.short_of == ("tested", 1, 100)


def test_a_repetition_is_foretold_as_fsrs_would_from_its_past_alone() -> None:
    gaps, ratings = (0, 0, 3, 9, 1), (3, 3, 4, 1, 2)
    scheduler = Scheduler(FORGETFUL, enable_fuzzing=False)
    card, day, chances, reviews = Card(card_id=1, due=schedule.moment(FIRST)), FIRST, [], []
    for gap, rating in zip(gaps, ratings, strict=True):
        day += gap
        if gap:
            chances.append(scheduler.get_card_retrievability(card, schedule.moment(day)))
        card, _ = scheduler.review_card(card, FsrsRating(rating), schedule.moment(day))
        when = NOON + timedelta(days=day - FIRST, minutes=len(reviews))
        reviews.append(make_review("q", rating, when))
    found = fit_loss.repetitions(reviews, FORGETFUL)
    assert [r.chance for r in found] == pytest.approx(chances, abs=1e-12)
    assert [r.recalled for r in found] == [True, False, True]
    assert fit_loss.repetitions(reviews, FORGETFUL, FIRST + 12) == found[1:]
    expected = -(math.log(chances[0]) + math.log(1 - chances[1]) + math.log(chances[2])) / 3
    assert fit_loss.log_loss(found) == pytest.approx(expected)


def repetition(question: str, chance: float, recalled: bool, group: int = 0) -> fit_loss.Repetition:
    return fit_loss.Repetition(question, FIRST, chance, recalled, (group, 0, 0))


def test_rmse_of_bins_cancels_within_a_bin_only() -> None:
    alike = [repetition("a", 0.5, True), repetition("b", 0.5, False)]
    assert fit_loss.rmse_bins(alike) == pytest.approx(0.0)
    apart = [repetition("a", 0.5, True, 0), repetition("b", 0.5, False, 1)]
    assert fit_loss.rmse_bins(apart) == pytest.approx(0.5)


def test_chance_is_counted_over_questions_not_over_answers() -> None:
    def both(questions: Sequence[str]) -> tuple[float, float]:
        present = [repetition(q, 0.5, n % 3 > 0) for n, q in enumerate(questions)]
        fitted = [repetition(q, 0.6, n % 3 > 0) for n, q in enumerate(questions)]
        return fit_loss.gain(present, fitted)

    many, few = both([f"q{n}" for n in range(90)]), both([f"q{n % 3}" for n in range(90)])
    assert many[0] == pytest.approx(few[0])
    assert few[1] > 3 * many[1]
    assert both(["q"] * 90)[1] == math.inf


@pytest.mark.parametrize(
    "values", [None, [], [1.0] * 21, [*DEFAULT[:20], "0.2"], [*DEFAULT[:20], math.nan], [*DEFAULT, 1.0], {"w": 1}]
)
def test_what_fsrs_would_not_take_is_no_set_of_parameters(values: object) -> None:
    assert checked(values) is None
    assert checked(list(FORGETFUL)) == FORGETFUL


def test_the_reference_learner_is_not_the_published_one() -> None:
    assert FORGETFUL != DEFAULT
    assert checked(FORGETFUL) == FORGETFUL


class TestWithTorch:
    """The optimiser itself."""

    pytestmark = NEEDS_TORCH

    def test_a_forgetful_learner_is_recognised_and_loses_less(self) -> None:
        found = fitting.fit(log(FORGETFUL, reviews=2000, seed=1), DEFAULT, optimise)
        assert found.parameters is not None
        assert found.compared is not None
        assert found.compared.fitted_loss < found.compared.present_loss
        unseen = log(FORGETFUL, reviews=1500, seed=12)
        losses = [fit_loss.log_loss(fit_loss.repetitions(unseen, w)) for w in (found.parameters, DEFAULT)]
        assert losses[0] < losses[1]

    def test_a_learner_as_published_is_left_alone(self) -> None:
        found = fitting.fit(log(DEFAULT, reviews=1300, seed=21), DEFAULT, optimise)
        assert found.parameters is None
        assert found.compared is not None
        assert found.compared.gain <= 2 * found.compared.standard_error

    def test_the_same_log_gives_the_same_parameters(self) -> None:
        reviews = log(FORGETFUL, reviews=900, seed=31)
        first, second = optimise(reviews), optimise(reviews)
        assert first == second != DEFAULT
