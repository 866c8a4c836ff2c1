"""Merging the logs of several machines through a folder: a git checkout, a synced drive.

    <dir>/<device>.jsonl     one line per review or event that this device wrote; only its own device appends to it

Merging is a set union by id, so the order and the number of merges never matter.  A line that was torn off in the
middle of writing is skipped, counted and, if it is ours, written again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drillbank.errors import StoreError, StoreTooNew
from drillbank.model import Review
from drillbank.study import rows
from drillbank.study.rows import EVENT_COLUMNS, REVIEW_COLUMNS, Event

if TYPE_CHECKING:
    from drillbank.study.store import Store

LINE_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did: rows written to our file, rows new to our log, lines that could not be read."""

    written: int
    reviews: int
    events: int
    devices: int
    unreadable: int


@dataclass(frozen=True, slots=True)
class Lines:
    """The rows of one file, and how many of its lines are none."""

    reviews: tuple[Review, ...]
    events: tuple[Event, ...]
    unreadable: int


def sync(store: Store, folder: Path) -> Synced:
    """Append our new rows to our file in ``folder``, then take over everybody's.

    Raises StoreTooNew for a line of a newer drillbank (nothing is merged then), StoreError for a folder that refuses.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        found = {path.stem: read(path) for path in sorted(folder.glob("*.jsonl"))}
        written = _append_own(store, folder / f"{store.device}.jsonl", found.get(store.device, Lines((), (), 0)))
    except OSError as error:
        raise StoreError(f"The folder {folder} cannot be synced: {error.strerror or error}.") from None
    reviews = [review for lines in found.values() for review in lines.reviews]
    events = [event for lines in found.values() for event in lines.events]
    new_reviews, new_events = store.merge(reviews, events)
    unreadable = sum(lines.unreadable for lines in found.values())
    return Synced(written, new_reviews, new_events, len(found.keys() | {store.device}), unreadable)


def read(path: Path) -> Lines:
    """All rows of one file; raises StoreTooNew for a line of a newer format."""
    reviews: list[Review] = []
    events: list[Event] = []
    unreadable = 0
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if not line.strip():
            continue
        row = _parse(line, path, number)
        if isinstance(row, Review):
            reviews.append(row)
        elif isinstance(row, Event):
            events.append(row)
        else:
            unreadable += 1
    return Lines(tuple(reviews), tuple(events), unreadable)


def line_of(row: Review | Event) -> str:
    """One row as one line, the same for the same row on every machine."""
    if isinstance(row, Review):
        document: dict[str, Any] = {name: getattr(row, name) for name in REVIEW_COLUMNS}
        document["table"] = "reviews"
    else:
        document = {name: getattr(row, name) for name in EVENT_COLUMNS}
        document["table"] = "events"
    return rows.to_json({**document, "v": LINE_FORMAT}) + "\n"


def _append_own(store: Store, path: Path, there: Lines) -> int:
    known = {review.id for review in there.reviews} | {event.id for event in there.events}
    missing = [line_of(row) for row in _all_of(store) if row.id not in known]
    if not missing:
        return 0
    with path.open("a+b") as file:
        if file.tell() > 0:
            file.seek(-1, os.SEEK_END)
            file.write(b"" if file.read(1) == b"\n" else b"\n")
        file.writelines(line.encode("utf-8") for line in missing)
        file.flush()
        os.fsync(file.fileno())
    return len(missing)


def _all_of(store: Store) -> Iterator[Review | Event]:
    reviews, events = store.own_rows()
    yield from reviews
    yield from events


def _parse(line: bytes, path: Path, number: int) -> Review | Event | None:
    try:
        document = json.loads(line)
        if not isinstance(document, dict):
            return None
        version, table = document.pop("v"), document.pop("table")
        if version > LINE_FORMAT:
            raise StoreTooNew(
                f"{path}:{number} was written by a newer drillbank; nothing was merged. Update drillbank here."
            )
        if table == "reviews":
            return rows.checked_review(document)
        return rows.checked_event(document) if table == "events" else None
    except (ValueError, KeyError, TypeError):  # UnicodeDecodeError and JSONDecodeError are ValueErrors
        return None
