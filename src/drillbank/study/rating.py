"""From a verdict or the learner's own marks to one of FSRS's four ratings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from drillbank.model import KeyPoint, Outcome, Rating

CERTAIN = 4  # of the four answers to "how sure?", the one that counts as sure
FAST_SHARE = 0.5  # of the question's honest minutes


def is_sure(confidence: int | None) -> bool:
    return confidence == CERTAIN


def is_fast(seconds: float | None, minutes: float) -> bool:
    """At most half of the time that an honest answer takes; an unmeasured answer is not fast."""
    return seconds is not None and seconds <= minutes * 60 * FAST_SHARE


def of_marks(
    points: Sequence[KeyPoint], marks: Mapping[str, bool], *, hints: int = 0, sure: bool = False, fast: bool = False
) -> Rating:
    """Rate a text answer by the confirmed marks; a point without a mark was not covered.

    A core point missed, or nothing covered at all: Again.  Others missing, or help used: Hard.
    """
    covered = [marks.get(point.id, False) for point in points]
    core_missed = any(point.core and not mark for point, mark in zip(points, covered, strict=True))
    if core_missed or not any(covered):
        return Rating.AGAIN
    return _success(flawless=all(covered) and hints == 0, sure=sure, fast=fast)


def of_outcome(outcome: Outcome, *, hints: int = 0, sure: bool = False, fast: bool = False) -> Rating | None:
    """Rate a code answer; None for a judge error, which says nothing about the learner."""
    if outcome is Outcome.JUDGE_ERROR:
        return None
    if outcome is not Outcome.ACCEPTED:
        return Rating.AGAIN
    return _success(flawless=hints == 0, sure=sure, fast=fast)


def of_kata(*, accepted: bool, graded_saves: int, hints: int) -> Rating:
    """Rate a kata: accepted at the first graded save without a hint Good, later or with a hint Hard, given up Again."""
    if not accepted:
        return Rating.AGAIN
    return Rating.GOOD if graded_saves <= 1 and hints == 0 else Rating.HARD


def sure_but_wrong(confidence: int | None, rating: Rating | None) -> bool:
    """Certain before the reveal, and then it was Again."""
    return is_sure(confidence) and rating is Rating.AGAIN


def _success(*, flawless: bool, sure: bool, fast: bool) -> Rating:
    if not flawless:
        return Rating.HARD
    return Rating.EASY if sure and fast else Rating.GOOD
