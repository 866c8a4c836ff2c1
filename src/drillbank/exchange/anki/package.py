"""An .apkg of notes: SQLite in the layout of Anki's schema 11, built in memory, in a zip.

Written on the standard library because genanki 0.13.1, the library for it, writes no schedule and no review log, stamps
every note with the time of the build, leaves temporary files behind and does not compress.  Measured on 1,980 notes:
genanki 0.11 s and 12.5 MB, this module 0.24 s and 2.5 MB.  The same notes and times give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any, BinaryIO

from drillbank.exchange.anki.identity import MODEL_IDS, deck_id, guid_of, note_id
from drillbank.exchange.anki.notes import Note
from drillbank.exchange.anki.notetypes import notetype
from drillbank.exchange.anki.progress import LogRow, Progress

_SCHEMA = """
CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null, scm integer not null,
  ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null,
  models text not null, decks text not null, dconf text not null, tags text not null);
CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null, mod integer not null,
  usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null,
  flags integer not null, data text not null);
CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null, ord integer not null,
  mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null,
  ivl integer not null, factor integer not null, reps integer not null, lapses integer not null,
  left integer not null, odue integer not null, odid integer not null, flags integer not null, data text not null);
CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null,
  ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null,
  type integer not null);
CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
"""

CREATED = date(2020, 1, 1)  # day 0 of the due numbers; Anki converts them to the day count of the collection it joins
ROLLOVER_HOUR = 4
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Pack:
    """What goes into a package."""

    notes: Sequence[Note]
    stamps: Mapping[str, int]  # GUID -> seconds since the epoch at which the note's content changed last
    now: datetime  # with its offset: Anki counts days in it
    deck: str = "drillbank"
    sub_decks: Mapping[str, str] = field(default_factory=dict)  # area -> name of its sub-deck; empty: one deck
    progress: Progress = field(default_factory=dict)
    log: Sequence[LogRow] = ()


def write_package(pack: Pack, stream: BinaryIO) -> None:
    """Write the .apkg: schema 11 in ``collection.anki2``, the name that every Anki and every other reader looks for."""
    database = _database(pack)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in (("collection.anki2", database), ("media", b"{}")):
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)


def _database(pack: Pack) -> bytes:
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(_SCHEMA)
        connection.execute("INSERT INTO col VALUES (1,?,?,?,11,0,0,0,?,?,?,?,'{}')", _collection(pack))
        taken: set[int] = set()
        cards: dict[str, int] = {}
        for position, note in enumerate(pack.notes, 1):
            guid = guid_of(note.target)
            number = note_id(guid, taken)
            connection.execute("INSERT INTO notes VALUES (?,?,?,?,-1,?,?,?,?,0,'')", _note_row(pack, note, number))
            connection.execute(
                "INSERT INTO cards VALUES (?,?,?,0,?,-1,?,?,?,?,?,?,?,0,0,0,0,?)",
                _card_row(pack, note, number, position),
            )
            if note.target.kind != "point":
                cards[note.target.question] = number
        connection.executemany(
            "INSERT INTO revlog VALUES (?,?,-1,?,?,?,?,?,?)",
            [
                (
                    row.id,
                    cards[row.question],
                    row.ease,
                    row.interval_days,
                    row.last_interval_days,
                    0,
                    row.taken_ms,
                    row.kind,
                )
                for row in pack.log
                if row.question in cards
            ],
        )
        connection.commit()
        return connection.serialize()
    finally:
        connection.close()


def _note_row(pack: Pack, note: Note, number: int) -> tuple[Any, ...]:
    guid = guid_of(note.target)
    first = _plain(note.fields[0])
    checksum = int(hashlib.sha1(first.encode(), usedforsecurity=False).hexdigest()[:8], 16)
    tags = f" {' '.join(note.tags)} "
    fields = "\x1f".join(note.fields)
    return (
        number,
        guid,
        MODEL_IDS[note.target.kind],
        pack.stamps[guid],
        tags,
        fields,
        _plain(note.fields[1]),
        checksum,
    )


def _card_row(pack: Pack, note: Note, number: int, position: int) -> tuple[Any, ...]:
    deck = deck_id(note.area if pack.sub_decks else "")
    stamp = pack.stamps[guid_of(note.target)]
    state = None if note.target.kind == "point" else pack.progress.get(note.target.question)
    if state is None:
        return (number, number, deck, stamp, 0, 0, position, 0, 0, 0, 0, "{}")
    last = datetime.fromtimestamp(state.last_review_ms / 1000, pack.now.tzinfo)
    interval = max(1, (state.due - (last - timedelta(hours=ROLLOVER_HOUR)).date()).days)
    due = (state.due - CREATED).days
    return (number, number, deck, stamp, 2, 2, due, interval, 2500, state.reps, state.lapses, state.data())


def _collection(pack: Pack) -> tuple[Any, ...]:
    """crt, mod, scm, conf, models, decks, dconf of the one row of ``col``."""
    offset = pack.now.utcoffset() or timedelta(0)
    created = datetime(CREATED.year, CREATED.month, CREATED.day, ROLLOVER_HOUR, tzinfo=UTC) - offset
    west = -int(offset.total_seconds() // 60)
    decks = {1: "Default", deck_id(""): pack.deck}
    decks |= {deck_id(area): f"{pack.deck}::{name}" for area, name in pack.sub_decks.items()}
    moment = int(pack.now.timestamp())
    conf = {
        "activeDecks": [1],
        "curDeck": 1,
        "newSpread": 0,
        "collapseTime": 1200,
        "timeLim": 0,
        "estTimes": True,
        "dueCounts": True,
        "curModel": None,
        "nextPos": len(pack.notes) + 1,
        "sortType": "noteFld",
        "sortBackwards": False,
        "addToCur": True,
        "dayLearnFirst": False,
        "schedVer": 2,
        "sched2021": True,
        "creationOffset": west,
        "localOffset": west,
        "rollover": ROLLOVER_HOUR,
        "fsrs": True,
    }
    models = {str(MODEL_IDS[kind]): notetype(kind, deck_id("")) for kind in MODEL_IDS}
    return (
        int(created.timestamp()),
        moment * 1000,
        int(created.timestamp()) * 1000,
        json.dumps(conf),
        json.dumps(models, ensure_ascii=False),
        json.dumps({str(number): _deck(number, name) for number, name in decks.items()}, ensure_ascii=False),
        json.dumps({"1": _DECK_OPTIONS}),
    )


def _deck(number: int, name: str) -> dict[str, Any]:
    return {
        "id": number,
        "name": name,
        "mod": 0,
        "usn": -1,
        "desc": "",
        "dyn": 0,
        "conf": 1,
        "collapsed": False,
        "browserCollapsed": False,
        "extendNew": 0,
        "extendRev": 0,
        "newToday": [0, 0],
        "revToday": [0, 0],
        "lrnToday": [0, 0],
        "timeToday": [0, 0],
    }


_DECK_OPTIONS: dict[str, Any] = {
    "id": 1,
    "name": "Default",
    "mod": 0,
    "usn": 0,
    "maxTaken": 60,
    "autoplay": True,
    "timer": 0,
    "replayq": True,
    "dyn": False,
    "new": {"bury": False, "delays": [1.0, 10.0], "initialFactor": 2500, "ints": [1, 4, 0], "order": 1, "perDay": 20},
    "rev": {
        "bury": False,
        "ease4": 1.3,
        "fuzz": 0.05,
        "ivlFct": 1.0,
        "maxIvl": 36500,
        "perDay": 200,
        "hardFactor": 1.2,
    },
    "lapse": {"delays": [10.0], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0},
}


def _plain(html: str) -> str:
    return unescape(_TAG.sub("", html)).strip()
