"""Reviews made in Anki, on the phone or the desk, as reviews of our questions: each comes back once.

A review's id is made from its card and its moment, so the same file gives the same ids and merging them twice changes
nothing.  What we exported ourselves (a revlog row at the moment of a review of ours) is recognised and left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Collection as AnyCollection
from dataclasses import dataclass

from drillbank.exchange.anki.collection import LoggedReview
from drillbank.exchange.anki.identity import target_of
from drillbank.model import Rating, Review, Summary
from drillbank.study import uuid7

SOURCE = "anki"
# An exported moment that was taken already moved on by a millisecond or a few.
SAME_MOMENT_MS = 20
CLOCK_AHEAD_MS = 86_400_000
_MANUAL_KINDS = (4, 5)
_FILTERED = 3


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a review log holds for us.  Counts are of rows, ``unknown_notes`` of notes."""

    reviews: tuple[Review, ...]
    known: int  # here already, or exported by us
    unknown_notes: int  # notes of nobody we know: counted, never guessed
    unknown_reviews: int
    unrated: int  # manual changes and practice that leaves the schedule alone
    from_the_future: int


def incoming(
    log: Iterable[LoggedReview],
    summaries: Mapping[str, Summary],
    points_of: Callable[[str], AnyCollection[str]],
    known: AnyCollection[tuple[str, int]],
    *,
    now_ms: int,
    offset_of: Callable[[int], int],
    device: str,
) -> Incoming:
    """Sort a review log.

    ``points_of``: question id -> ids of its key points; ``known``: (question, milliseconds) of every review in the
    store, voided ones too; ``offset_of``: moment -> minutes that local time was ahead of UTC.
    A review of a key point's card says whether that point was recalled; it does not move the question's schedule.
    """
    reviews: list[Review] = []
    strangers: set[str] = set()
    known_count = unknown = unrated = future = 0
    for row in log:
        target = target_of(row.guid)
        summary = summaries.get(target.question) if target is not None else None
        if target is None or summary is None or (target.point and target.point not in points_of(target.question)):
            strangers.add(row.guid)
            unknown += 1
        elif not 1 <= row.ease <= 4 or row.kind in _MANUAL_KINDS or (row.kind == _FILTERED and row.factor == 0):
            unrated += 1
        elif row.at_ms > now_ms + CLOCK_AHEAD_MS or row.at_ms < 0:
            future += 1
        elif any((target.question, row.at_ms - step) in known for step in range(SAME_MOMENT_MS + 1)):
            known_count += 1
        else:
            rating = Rating(row.ease)
            reviews.append(
                Review(
                    id=review_id(row),
                    question=target.question,
                    rev=summary.rev,
                    kind=summary.kind,
                    answer="",
                    marks={target.point: rating is not Rating.AGAIN} if target.point else None,
                    confidence=None,
                    rating=None if target.point else rating,
                    seconds=max(0, row.taken_ms) / 1000,
                    hints=0,
                    answered_at=row.at_ms,
                    offset_minutes=offset_of(row.at_ms),
                    source=SOURCE,
                    device=device,
                )
            )
    return Incoming(tuple(reviews), known_count, len(strangers), unknown, unrated, future)


def review_id(row: LoggedReview) -> str:
    """A uuid7 of the moment whose random bits come from card and moment: the same row always gives the same id."""
    digest = hashlib.sha256(f"{row.guid} {row.at_ms}".encode()).digest()
    return uuid7.make(row.at_ms, int.from_bytes(digest[:16], "big") & ((1 << uuid7.RANDOM_BITS) - 1))
