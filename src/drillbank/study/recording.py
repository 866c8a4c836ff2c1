"""One answer becomes one review in the log, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from drillbank.errors import UsageError
from drillbank.model import Rating, Review, Summary
from drillbank.study import day
from drillbank.study.rating import sure_but_wrong
from drillbank.study.settings import Settings

if TYPE_CHECKING:
    from drillbank.study.store import Store

LEECH_FAILURES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the learner did with one question.

    ``rating`` None: only proposed, the schedule does not move.  ``confidence`` 1 guess … 4 certain, asked before the
    reveal.  ``seconds`` None: not measured.  ``source`` today | quiz | kata | answer.
    """

    question: str
    text: str
    rating: Rating | None
    marks: Mapping[str, bool] | None = None
    confidence: int | None = None
    seconds: float | None = None
    hints: int = 0
    source: str = "today"
    verdict: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was written and what it means.

    ``due``: the next day it is asked, None for a question that was never rated.  ``leech``: failed now, and at least
    four times in all: to be split, hinted or suspended.
    """

    review: Review
    due: date | None
    sure_but_wrong: bool
    leech: bool


def record(store: Store, summary: Summary, answer: Answer, settings: Settings, now: datetime) -> Recorded:
    """Append one review in one durable transaction; raises StoreError where it could not be written."""
    if answer.confidence is not None and not 1 <= answer.confidence <= 4:
        raise UsageError(f"Confidence goes from 1 (guess) to 4 (certain), not {answer.confidence}.")
    review = Review(
        id=store.new_id(day.millis(now)),
        question=summary.id,
        rev=summary.rev,
        kind=summary.kind,
        answer=answer.text,
        marks=answer.marks,
        confidence=answer.confidence,
        rating=answer.rating,
        seconds=answer.seconds,
        hints=answer.hints,
        answered_at=day.millis(now),
        offset_minutes=day.offset_minutes(now),
        source=answer.source,
        device=store.device,
        verdict=answer.verdict,
    )
    memory = store.append(review)
    today = day.day_of(now, settings.rollover_hour)
    due = settings.due_date(memory, today) if memory is not None else None
    failed = answer.rating is Rating.AGAIN
    return Recorded(
        review=review,
        due=due,
        sure_but_wrong=sure_but_wrong(answer.confidence, answer.rating),
        leech=failed and memory is not None and memory.failures >= LEECH_FAILURES,
    )


def undo(store: Store, now: datetime) -> Review | None:
    """Take back this device's last answer that stands; None where there is none."""
    return store.undo_last(day.millis(now), day.offset_minutes(now))


def suspend(store: Store, question: str, now: datetime) -> None:
    """Ask the question no more until ``resume``."""
    store.append_event("suspend", question, {}, now)


def resume(store: Store, question: str, now: datetime) -> None:
    """Take a suspended question up again."""
    store.append_event("resume", question, {}, now)


def bury(store: Store, question: str, today: date, now: datetime) -> None:
    """Ask the question no more on study day ``today``."""
    store.append_event("bury", question, {"day": today.isoformat()}, now)
