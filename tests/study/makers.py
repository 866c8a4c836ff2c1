"""Small makers of what the study tests need: reviews, summaries, a look at the schedule."""

from __future__ import annotations

import random
from datetime import datetime, timedelta, timezone

from drillbank.model import Rating, Review, Summary, Text
from drillbank.study import day as days
from drillbank.study import uuid7
from drillbank.study.store import Store

CHINA = timezone(timedelta(hours=8))
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=CHINA)


def summary(identity: str, **changes: object) -> Summary:
    values: dict[str, object] = {
        "id": identity,
        "kind": "theory",
        "topic": "transformers/attention",
        "level": 2,
        "minutes": 2.0,
        "title": Text(en=identity),
        "roles": ("general",),
        "rev": 1,
        "language": "",
        "requires": (),
        "related": (),
        "bank": "shipped",
    }
    return Summary(**{**values, **changes})  # type: ignore[arg-type]


def make_review(
    question: str, rating: int | None, when: datetime, *, entropy: int = 0, device: str = "here", **changes: object
) -> Review:
    at_ms = days.millis(when)
    values: dict[str, object] = {
        "id": uuid7.make(at_ms, entropy or random.getrandbits(74)),
        "question": question,
        "rev": 1,
        "kind": "theory",
        "answer": "an answer",
        "marks": None,
        "confidence": None,
        "rating": None if rating is None else Rating(rating),
        "seconds": None,
        "hints": 0,
        "answered_at": at_ms,
        "offset_minutes": days.offset_minutes(when),
        "source": "answer",
        "device": device,
    }
    return Review(**{**values, **changes})  # type: ignore[arg-type]


def schedule_bytes(store: Store) -> bytes:
    return repr(store.query("SELECT * FROM schedule ORDER BY question")).encode()
