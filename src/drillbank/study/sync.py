"""Merging the logs of several machines through a folder: a git checkout, a synced drive.

    <dir>/<device>.jsonl     one line per review or event that this device wrote; only its own device appends to it

Merging is a set union by id, so the order and the number of merges never matter.  A line that was torn off in the
middle of writing is skipped, counted and, if it is ours, written again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Set
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drillbank.errors import StoreError, StoreTooNew
from drillbank.model import Review
from drillbank.study import rows
from drillbank.study.rows import EVENT_COLUMNS, REVIEW_COLUMNS, Event

if TYPE_CHECKING:
    from drillbank.study.store import Store

LINE_FORMAT = 1
READ_AT_ONCE = 500  # lines


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did: rows written to our file, rows new to our log, lines that could not be read."""

    written: int
    reviews: int
    events: int
    devices: int
    unreadable: int


def sync(store: Store, folder: Path) -> Synced:
    """Append our new rows to our file in ``folder``, then take over everybody's.

    Raises StoreTooNew for a line of a newer drillbank (nothing is merged then), StoreError for a folder that refuses.
    """
    own: set[str] = set()  # ids in our file
    new: list[Review | Event] = []
    unreadable = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        files = {path.stem: path for path in sorted(folder.glob("*.jsonl"))}
        for device, path in files.items():
            # Part by part, so that of a long log only what is new here is held.
            for part in _parts(read(path)):
                found = [row for row in part if row is not None]
                unreadable += len(part) - len(found)
                if device == store.device:
                    own.update(row.id for row in found)
                known = store.known([row.id for row in found])
                new.extend(row for row in found if row.id not in known)
        written = _append_own(store, folder / f"{store.device}.jsonl", own)
    except OSError as error:
        raise StoreError(f"The folder {folder} cannot be synced: {error.strerror or error}.") from None
    reviews = [row for row in new if isinstance(row, Review)]
    events = [row for row in new if isinstance(row, Event)]
    new_reviews, new_events = store.merge(reviews, events)
    return Synced(written, new_reviews, new_events, len(files.keys() | {store.device}), unreadable)


def read(path: Path) -> Iterator[Review | Event | None]:
    """The rows of one file, None for a line that is none; raises StoreTooNew for a line of a newer format."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield _parse(line, path, number)


def _parts(found: Iterator[Review | Event | None]) -> Iterator[list[Review | Event | None]]:
    while part := list(islice(found, READ_AT_ONCE)):
        yield part


def line_of(row: Review | Event) -> str:
    """One row as one line, the same for the same row on every machine."""
    if isinstance(row, Review):
        document: dict[str, Any] = {name: getattr(row, name) for name in REVIEW_COLUMNS}
        document["table"] = "reviews"
    else:
        document = {name: getattr(row, name) for name in EVENT_COLUMNS}
        document["table"] = "events"
    return rows.to_json({**document, "v": LINE_FORMAT}) + "\n"


def _append_own(store: Store, path: Path, there: Set[str]) -> int:
    missing = (row for row in _all_of(store) if row.id not in there)
    first = next(missing, None)
    if first is None:
        return 0
    written = 0
    with path.open("a+b") as file:
        if file.tell() > 0:
            file.seek(-1, os.SEEK_END)
            file.write(b"" if file.read(1) == b"\n" else b"\n")
        for row in chain((first,), missing):
            file.write(line_of(row).encode("utf-8"))
            written += 1
        file.flush()
        os.fsync(file.fileno())
    return written


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
