"""Packages made of questions, and a stranger's collection made by hand."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from drillbank.exchange.anki.notes import NoteMaker
from drillbank.exchange.anki.package import Pack, write_package
from drillbank.exchange.anki.progress import CardProgress, log_rows
from drillbank.exchange.anki.stamps import Stamp, stamped
from drillbank.exchange.sources import Citation
from drillbank.model import Lang, Question, Rating, Review

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 24, 21, 0, tzinfo=CHINA)
EDITED = 1_790_000_000
CITATIONS = {"fawcett-2006": Citation("Fawcett (2006)", "https://doi.org/10.1016/j.patrec.2005.10.010")}


def review(question: str, rating: int | None, at: datetime, **changes: Any) -> Review:
    values: dict[str, Any] = {
        "id": f"{int(at.timestamp() * 1000)}-{question}",
        "question": question,
        "rev": 1,
        "kind": "theory",
        "answer": "",
        "marks": None,
        "confidence": None,
        "rating": None if rating is None else Rating(rating),
        "seconds": 12.5,
        "hints": 0,
        "answered_at": int(at.timestamp() * 1000),
        "offset_minutes": 480,
        "source": "today",
        "device": "here",
    }
    return Review(**{**values, **changes})


def pack(
    questions: Sequence[Question],
    *,
    langs: tuple[Lang, ...] = ("zh", "en"),
    ledger: Mapping[str, Stamp] | None = None,
    now: datetime = NOW,
    progress: Mapping[str, CardProgress] | None = None,
    reviews: Iterable[Review] = (),
    sub_decks: Mapping[str, str] | None = None,
) -> tuple[Pack, dict[str, Stamp]]:
    notes = NoteMaker(langs, CITATIONS).notes(questions)
    edited = {question.id: EDITED for question in questions}
    after = stamped(notes, ledger or {}, edited, int(now.timestamp()))
    stamps = {guid: stamp.seconds for guid, stamp in after.items()}
    return Pack(notes, stamps, now, "drillbank", sub_decks or {}, progress or {}, log_rows(reviews)), after


def package(path: Path, questions: Sequence[Question], **options: Any) -> dict[str, Stamp]:
    made, ledger = pack(questions, **options)
    with path.open("wb") as stream:
        write_package(made, stream)
    return ledger


def package_bytes(questions: Sequence[Question], **options: Any) -> bytes:
    stream = io.BytesIO()
    write_package(pack(questions, **options)[0], stream)
    return stream.getvalue()


def database(content: bytes, folder: Path) -> sqlite3.Connection:
    """The SQLite database inside a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (folder / "c.db").write_bytes(archive.read("collection.anki2"))
    return sqlite3.connect(folder / "c.db")


STRANGER_MODELS = {
    "1": {
        "name": "Basic",
        "type": 0,
        "flds": [{"name": "Back", "ord": 1}, {"name": "Front", "ord": 0}, {"name": "Hint", "ord": 2}],
        "tmpls": [{"qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr>{{Back}}"}],
    },
    "2": {"name": "Cloze", "type": 1, "flds": [{"name": "Text", "ord": 0}, {"name": "Extra", "ord": 1}], "tmpls": []},
}
STRANGER_SQL = """
CREATE TABLE col (id integer primary key, models text, decks text);
CREATE TABLE notes (id integer primary key, guid text, mid integer, mod integer, usn integer, tags text, flds text);
CREATE TABLE cards (id integer primary key, nid integer, did integer, ord integer);
CREATE TABLE revlog (id integer primary key, cid integer, usn integer, ease integer, ivl integer, lastIvl integer,
  factor integer, time integer, type integer);
"""


def stranger(
    path: Path, notes: Iterable[tuple[str, int, Sequence[str]]], *, sql: str = "", log: Iterable[tuple[int, ...]] = ()
) -> Path:
    """A collection of (guid, model, fields); note n has card 100 + n.  ``log``: id, card, ease, factor, ms, type."""
    connection = sqlite3.connect(path)
    connection.executescript(STRANGER_SQL)
    decks = {"7": {"name": "My deck::Sub Deck"}}
    connection.execute("INSERT INTO col VALUES (1, ?, ?)", (json.dumps(STRANGER_MODELS), json.dumps(decks)))
    for number, (guid, model, fields) in enumerate(notes, 1):
        connection.execute("INSERT INTO notes VALUES (?,?,?,0,0,' a b ',?)", (number, guid, model, "\x1f".join(fields)))
        connection.execute("INSERT INTO cards VALUES (?,?,7,0)", (100 + number, number))
    for id, card, ease, factor, taken, kind in log:
        connection.execute("INSERT INTO revlog VALUES (?,?,0,?,1,1,?,?,?)", (id, card, ease, factor, taken, kind))
    connection.executescript(sql)
    connection.commit()
    connection.close()
    return path


def zipped(path: Path, files: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path
