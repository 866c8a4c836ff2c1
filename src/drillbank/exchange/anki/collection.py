"""Somebody's Anki collection, read without trusting it: .apkg, .colpkg, collection.anki2, .anki21, .anki21b.

Only the database is unpacked, into a folder of its own that goes away again; media are listed, never written.  SQLite
opens it read-only and immutable, with its own schema distrusted, long values refused and a bound on the work.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drillbank.errors import ExchangeError
from drillbank.exchange import unpacking

DATABASES = (
    "collection.anki21b",
    "collection.anki21",
    "collection.anki2",
)  # the newest first: older ones are stand-ins
SQLITE_MAGIC = b"SQLite format 3\x00"
MAX_VALUE_BYTES = 16 << 20
MAX_STEPS = 2_000  # of a million SQLite instructions each
MAX_NOTES = 1_000_000
_TABLES = ("col", "notes", "cards", "revlog")


@dataclass(frozen=True, slots=True)
class RawNote:
    guid: str
    model: int
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    deck: str


@dataclass(frozen=True, slots=True)
class Model:
    """A note type as far as an import needs it; formats are the first template's, "" where unknown."""

    name: str
    fields: tuple[str, ...]
    cloze: bool
    question_format: str = ""
    answer_format: str = ""


@dataclass(frozen=True, slots=True)
class LoggedReview:
    """One row of the review log, with the GUID of its card's note; ``at_ms`` is its id."""

    guid: str
    at_ms: int
    ease: int
    taken_ms: int
    kind: int  # 0 learn, 1 review, 2 relearn, 3 filtered, 4 manual, 5 rescheduled
    factor: int


class Collection:
    """An open collection; ``shown`` is the name that errors use."""

    def __init__(self, connection: sqlite3.Connection, shown: str, media: tuple[str, ...]) -> None:
        self._connection = connection
        self.shown = shown
        self.media = media

    def models(self) -> dict[int, Model]:
        """Note types by id."""
        if self._has("notetypes"):
            return self._models_in_tables()
        return self._models_in_json()

    def notes(self) -> Iterator[RawNote]:
        """All notes, oldest first, each with the deck of its first card."""
        decks = self._decks()
        home = {nid: decks.get(did, "") for nid, did in self._rows("SELECT nid, did FROM cards ORDER BY ord DESC, id")}
        sql = f"SELECT id, guid, mid, flds, tags FROM notes ORDER BY id LIMIT {MAX_NOTES}"
        for number, guid, model, fields, tags in self._rows(sql):
            if isinstance(guid, str) and isinstance(fields, str) and isinstance(model, int):
                words = tuple(tags.split()) if isinstance(tags, str) else ()
                yield RawNote(guid, model, tuple(fields.split("\x1f")), words, home.get(number, ""))

    def reviews(self) -> Iterator[LoggedReview]:
        """The review log, oldest first.  A row whose card is gone has the GUID ""."""
        sql = (
            "SELECT n.guid, r.id, r.ease, r.time, r.type, r.factor FROM revlog AS r "
            "LEFT JOIN cards AS c ON c.id = r.cid LEFT JOIN notes AS n ON n.id = c.nid ORDER BY r.id"
        )
        for guid, *numbers in self._rows(sql):
            if all(isinstance(number, int) for number in numbers):
                yield LoggedReview(guid if isinstance(guid, str) else "", *numbers)

    def _decks(self) -> dict[Any, str]:
        if self._has("decks"):
            return {id: str(name).replace("\x1f", "::") for id, name in self._rows("SELECT id, name FROM decks")}
        return {
            int(id): str(deck.get("name", "")) for id, deck in self._json("decks").items() if isinstance(deck, dict)
        }

    def _models_in_json(self) -> dict[int, Model]:
        found = {}
        for id, model in self._json("models").items():
            try:
                template = (model.get("tmpls") or [{}])[0]
                found[int(id)] = Model(
                    name=str(model.get("name", "")),
                    fields=tuple(str(field["name"]) for field in sorted(model["flds"], key=lambda field: field["ord"])),
                    cloze=model.get("type") == 1,
                    question_format=str(template.get("qfmt", "")),
                    answer_format=str(template.get("afmt", "")),
                )
            except (AttributeError, KeyError, TypeError, ValueError):
                continue  # the notes of a broken note type are read by the order of their fields
        return found

    def _models_in_tables(self) -> dict[int, Model]:
        fields: dict[int, list[str]] = {}
        for model, name in self._rows("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
            fields.setdefault(model, []).append(str(name))
        formats: dict[int, tuple[str, str]] = {}
        for model, config in self._rows("SELECT ntid, config FROM templates ORDER BY ntid, ord DESC"):
            parts = _protobuf(config)
            formats[model] = (_text(parts.get(1)), _text(parts.get(2)))
        found = {}
        for id, name, config in self._rows("SELECT id, name, config FROM notetypes"):
            question, answer = formats.get(id, ("", ""))
            found[id] = Model(str(name), tuple(fields.get(id, ())), _protobuf(config).get(1) == 1, question, answer)
        return found

    def _json(self, column: str) -> dict[str, Any]:
        for (text,) in self._rows(f"SELECT {column} FROM col LIMIT 1"):
            try:
                value = json.loads(text)
            except (TypeError, ValueError, RecursionError):
                break
            if isinstance(value, dict):
                return value
        return {}

    def _has(self, table: str) -> bool:
        return bool(list(self._rows("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", table)))

    def _rows(self, sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._connection.execute(sql, values)
        except (sqlite3.Error, OverflowError) as error:
            raise unsound(self.shown, error) from None


@contextmanager
def opened(path: Path) -> Iterator[Collection]:
    """Open a collection or package.  Raises ExchangeError, in one sentence, for everything that is wrong with it."""
    head = unpacking.first_bytes(path, 16)
    shown = str(path)
    with tempfile.TemporaryDirectory(prefix="drillbank-") as folder:
        target = Path(folder) / "collection.db"
        media: tuple[str, ...] = ()
        if head.startswith(b"PK"):
            with unpacking.opened_zip(path) as archive:
                found = unpacking.members(archive)
                entry = unpacking.one_of(DATABASES, found)
                if entry is None:
                    raise ExchangeError(f"{path} holds no Anki collection ({', '.join(DATABASES)}); is it an .apkg?")
                with target.open("wb") as stream:
                    unpacking.extract(archive, entry, stream, shown)
                media = tuple(name for name in found if name.isdigit())
        elif head.startswith((SQLITE_MAGIC, unpacking.ZSTD_MAGIC)):
            _no_pending_changes(path)
            with target.open("wb") as stream:
                unpacking.copy_file(path, stream)
        else:
            raise ExchangeError(f"{path} is neither an Anki package (.apkg, .colpkg) nor an Anki collection.")
        connection = _connect(target, shown)
        try:
            yield Collection(connection, shown, media)
        finally:
            connection.close()


def _no_pending_changes(path: Path) -> None:
    wal = path.with_name(f"{path.name}-wal")
    if wal.is_file() and wal.stat().st_size:
        raise ExchangeError(f"{path} is open in Anki ({wal.name} holds changes); close Anki first, or export from it.")


def _connect(path: Path, shown: str) -> sqlite3.Connection:
    with path.open("rb") as stream:
        if stream.read(16) != SQLITE_MAGIC:
            raise ExchangeError(f"{shown} is damaged: what it holds is no SQLite database.")
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES)
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        connection.create_collation("unicase", _unicase)
        steps = iter(range(MAX_STEPS))
        connection.set_progress_handler(lambda: 1 if next(steps, None) is None else 0, 1_000_000)
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON"):
            connection.execute(f"PRAGMA {pragma}")
        for table in _TABLES:
            _real_table(connection, table, shown)
    except sqlite3.Error as error:
        connection.close()
        raise unsound(shown, error) from None
    except ExchangeError:
        connection.close()
        raise
    return connection


def _real_table(connection: sqlite3.Connection, table: str, shown: str) -> None:
    """A view, a virtual table or a computed column could make reading it do anything for any time."""
    kinds = connection.execute("SELECT type, sql FROM sqlite_master WHERE name = ?", (table,)).fetchall()
    if not kinds:
        raise ExchangeError(f"{shown} is no Anki collection: it has no table {table!r}.")
    virtual = any(kind != "table" or "VIRTUAL" in str(sql).upper().split("(")[0] for kind, sql in kinds)
    if virtual or any(row[6] for row in connection.execute(f"PRAGMA table_xinfo({table})")):
        raise ExchangeError(f"{shown} is no honest Anki collection: its {table!r} is not a plain table.")


def unsound(shown: str, error: Exception) -> ExchangeError:
    """What to say when SQLite gives up on a stranger's file."""
    if "too big" in str(error) or isinstance(error, OverflowError):
        return ExchangeError(f"{shown} holds a value of more than {MAX_VALUE_BYTES >> 20} MiB, so it was not read.")
    if "interrupted" in str(error):
        return ExchangeError(f"{shown} takes too long to read, so reading it was stopped.")
    return ExchangeError(
        f"{shown} is damaged: SQLite says “{error}”. In Anki, run Tools → Check Database and export again."
    )


def _unicase(left: str, right: str) -> int:
    left, right = left.casefold(), right.casefold()
    return (left > right) - (left < right)


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else ""


def _protobuf(message: Any) -> dict[int, int | bytes]:
    """The top-level fields of a protobuf message, as far as it can be read: numbers and byte strings."""
    found: dict[int, int | bytes] = {}
    if not isinstance(message, bytes):
        return found
    position = 0
    while position < len(message):
        key, position = _varint(message, position)
        number, wire = key >> 3, key & 7
        if wire == 0:
            found[number], position = _varint(message, position)
        elif wire == 2:
            size, position = _varint(message, position)
            found[number] = message[position : position + size]
            position += size
        elif wire in (1, 5):
            position += 8 if wire == 1 else 4
        else:
            break
    return found


def _varint(message: bytes, position: int) -> tuple[int, int]:
    value = shift = 0
    while position < len(message) and shift < 64:
        byte = message[position]
        position += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            break
    return value, position
