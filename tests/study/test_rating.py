from __future__ import annotations

import pytest

from drillbank.model import KeyPoint, Outcome, Rating, Text, Wordings
from drillbank.study import rating

AGAIN, HARD, GOOD, EASY = Rating


def point(identity: str, core: bool) -> KeyPoint:
    return KeyPoint(identity, core, 1.0, Text(en=identity), Wordings(), Wordings())


POINTS = [point("c1", True), point("c2", True), point("extra", False)]
ALL = {"c1": True, "c2": True, "extra": True}


@pytest.mark.parametrize(
    ("marks", "hints", "sure", "fast", "expected"),
    [
        (ALL, 0, False, False, GOOD),
        (ALL, 0, True, True, EASY),
        (ALL, 0, True, False, GOOD),
        (ALL, 0, False, True, GOOD),
        (ALL, 1, True, True, HARD),
        ({**ALL, "extra": False}, 0, True, True, HARD),
        ({**ALL, "c2": False}, 0, True, True, AGAIN),
        ({"c1": True, "extra": True}, 0, False, False, AGAIN),
        ({}, 0, False, False, AGAIN),
    ],
)
def test_marks_give_the_rating(marks: dict[str, bool], hints: int, sure: bool, fast: bool, expected: Rating) -> None:
    assert rating.of_marks(POINTS, marks, hints=hints, sure=sure, fast=fast) is expected


def test_nothing_covered_is_again_also_where_no_point_is_core() -> None:
    loose = [point("a", False), point("b", False)]
    assert rating.of_marks(loose, {"a": False}) is AGAIN
    assert rating.of_marks(loose, {"a": True}) is HARD


@pytest.mark.parametrize("outcome", list(Outcome))
def test_code_that_is_not_accepted_is_again_and_a_judge_error_is_nothing(outcome: Outcome) -> None:
    expected = {Outcome.ACCEPTED: GOOD, Outcome.JUDGE_ERROR: None}.get(outcome, AGAIN)
    assert rating.of_outcome(outcome) is expected


def test_accepted_code_with_a_hint_is_hard_and_sure_and_fast_is_easy() -> None:
    assert rating.of_outcome(Outcome.ACCEPTED, hints=1, sure=True, fast=True) is HARD
    assert rating.of_outcome(Outcome.ACCEPTED, sure=True, fast=True) is EASY


@pytest.mark.parametrize(
    ("accepted", "saves", "hints", "expected"),
    [(True, 1, 0, GOOD), (True, 2, 0, HARD), (True, 1, 1, HARD), (False, 1, 0, AGAIN), (False, 0, 0, AGAIN)],
)
def test_a_kata_is_good_only_at_its_first_save_without_help(
    accepted: bool, saves: int, hints: int, expected: Rating
) -> None:
    assert rating.of_kata(accepted=accepted, graded_saves=saves, hints=hints) is expected


def test_fast_is_half_of_the_honest_time() -> None:
    assert rating.is_fast(60, 2)
    assert not rating.is_fast(61, 2)
    assert not rating.is_fast(None, 2)


def test_only_certain_and_again_is_sure_but_wrong() -> None:
    wrong = {(c, r) for c in (None, 1, 2, 3, 4) for r in (None, *Rating) if rating.sure_but_wrong(c, r)}
    assert wrong == {(4, AGAIN)}
