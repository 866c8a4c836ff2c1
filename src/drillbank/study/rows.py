"""Values to rows of the database and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeAlias, cast

from drillbank.model import KINDS, Kind, Rating, Review
from drillbank.study.schedule import Memory

Row: TypeAlias = tuple[Any, ...]

REVIEW_COLUMNS = tuple(field.name for field in fields(Review))
MEMORY_COLUMNS = tuple(field.name for field in fields(Memory))
EVENT_COLUMNS = ("id", "kind", "question", "data", "at", "offset_minutes", "device")


@dataclass(frozen=True, slots=True)
class Event:
    """What is no answer but changes what is asked: ``kind`` suspend | resume | bury | …; ``at`` in UTC milliseconds."""

    id: str
    kind: str
    question: str
    data: Mapping[str, Any]
    at: int
    offset_minutes: int
    device: str


def of_review(review: Review) -> Row:
    """In the order of REVIEW_COLUMNS."""
    values = {name: getattr(review, name) for name in REVIEW_COLUMNS}
    # A lone surrogate (a terminal's broken byte) has no UTF-8; the answer is worth more than that character.
    values["answer"] = review.answer.encode("utf-8", "replace").decode("utf-8")
    values["marks"] = None if review.marks is None else to_json(review.marks)
    values["verdict"] = None if review.verdict is None else to_json(review.verdict)
    values["rating"] = None if review.rating is None else int(review.rating)
    return tuple(values[name] for name in REVIEW_COLUMNS)


def to_review(row: Sequence[Any]) -> Review:
    values = dict(zip(REVIEW_COLUMNS, row, strict=True))
    for name in ("marks", "verdict"):
        values[name] = None if values[name] is None else json.loads(values[name])
    values["rating"] = None if values["rating"] is None else Rating(values["rating"])
    values["kind"] = cast(Kind, values["kind"])
    return Review(**values)


def of_memory(memory: Memory) -> Row:
    """In the order of MEMORY_COLUMNS."""
    return tuple(getattr(memory, name) for name in MEMORY_COLUMNS)


def to_memory(row: Sequence[Any]) -> Memory:
    values = dict(zip(MEMORY_COLUMNS, row, strict=True))
    values["sure_but_wrong"] = bool(values["sure_but_wrong"])
    return Memory(**values)


def of_event(event: Event) -> Row:
    """In the order of EVENT_COLUMNS."""
    return (
        event.id,
        event.kind,
        event.question,
        to_json(event.data),
        event.at,
        event.offset_minutes,
        event.device,
    )


def to_event(row: Sequence[Any]) -> Event:
    identity, kind, question, data, at, offset, device = row
    return Event(identity, kind, question, json.loads(data), at, offset, device)


def checked_review(document: Mapping[str, Any]) -> Review:
    """A review from outside; raises ValueError, KeyError or TypeError for what the database would refuse."""
    values = {name: document[name] for name in REVIEW_COLUMNS}
    for name in ("id", "question", "kind", "answer", "source", "device"):
        _check(name, values[name], str)
    for name in ("rev", "hints", "answered_at", "offset_minutes"):
        _check(name, values[name], int)
    _check("marks", values["marks"], dict, type(None))
    _check("verdict", values["verdict"], dict, type(None))
    _check("voids", values["voids"], str, type(None))
    _check("seconds", values["seconds"], int, float, type(None))
    if values["kind"] not in KINDS or values["hints"] < 0 or (values["seconds"] or 0) < 0:
        raise ValueError("a value out of range")
    if values["confidence"] not in (None, 1, 2, 3, 4):
        raise ValueError("confidence goes from 1 to 4")
    values["rating"] = None if values["rating"] is None else Rating(values["rating"])
    values["seconds"] = None if values["seconds"] is None else float(values["seconds"])
    return Review(**values)


def checked_event(document: Mapping[str, Any]) -> Event:
    """An event from outside; raises ValueError, KeyError or TypeError for what the database would refuse."""
    values = {name: document[name] for name in EVENT_COLUMNS}
    for name in ("id", "kind", "question", "device"):
        _check(name, values[name], str)
    for name in ("at", "offset_minutes"):
        _check(name, values[name], int)
    _check("data", values["data"], dict)
    return Event(**values)


def _check(name: str, value: object, *kinds: type) -> None:
    if not isinstance(value, kinds) or isinstance(value, bool):
        raise TypeError(f"{name} is no {' or '.join(kind.__name__ for kind in kinds)}")
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise ValueError(f"{name} is too large")


def to_json(value: Mapping[str, Any]) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "replace").decode("utf-8")
