"""The warm path: one SQLite file per bank folder: a start reads no YAML, and of a large bank only what it needs.

It is a cache and nothing else.  A damaged, foreign or outdated file is rebuilt; one that cannot be opened or written
is gone without; no caller ever sees an sqlite3 error.  SQLite's own locks make concurrent processes safe.

    file    one row per question: what finds it (id; level and shuffle; whether it changed), and its packed summary
    stock   how many questions there are of what
    body    the documents        words    what search looks into        companion    the files beside the questions
    folder  folder times, which vouch for a large bank; empty until the end of an update
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from drillbank.bank import stock
from drillbank.bank.entry import Entry, Row, packed, shuffle, unpacked
from drillbank.bank.stock import Stock
from drillbank.bank.tables import Damaged, crc_of, create, is_damage, key_of, remove, transaction, verify
from drillbank.model import Kind

T = TypeVar("T")

BUSY_TIMEOUT_S = 5.0
MEMORY = ":memory:"
IN_CHUNK = 500  # values in one IN (…)

_ENTRY = "SELECT name, stamp, summary, crc FROM file"


class Doubtful(Exception):
    """What was found does not add up: another process changed it just now, or it is damaged."""


class Snapshot:
    """One open snapshot.  Reads give None and writes give False where the file is of no use (any more)."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None, bank: str) -> None:
        self._connection: sqlite3.Connection | None = connection
        self._lock = threading.Lock()
        self._bank = bank
        self.path = path  # None: in memory, where nothing is damaged or locked

    @classmethod
    def open(cls, path: Path, key: str, bank: str) -> Snapshot | None:
        """Open or make the snapshot of ``key``; None where the place cannot hold one."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            return None
        for attempt in (1, 2):
            connection = None
            try:
                connection = sqlite3.connect(path, BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
                if key_of(connection) != key:
                    create(connection, key)
                return cls(connection, path, bank)
            except (sqlite3.Error, Damaged, ValueError) as error:  # a flipped byte may be no text any more
                if connection is not None:
                    connection.close()
                if attempt == 2 or not is_damage(error) or not remove(path):
                    return None
            except OSError:
                return None
        return None

    @classmethod
    def in_memory(cls, bank: str) -> Snapshot:
        """An empty one that ends with this process."""
        connection = sqlite3.connect(MEMORY, isolation_level=None, check_same_thread=False)
        create(connection, "")
        return cls(connection, None, bank)

    def copied(self) -> Snapshot | None:
        """The same in memory, where it can be written."""
        copy = sqlite3.connect(MEMORY, isolation_level=None, check_same_thread=False)

        def read(connection: sqlite3.Connection) -> Snapshot:
            connection.backup(copy)
            return Snapshot(copy, None, self._bank)

        found = self._reading(read)
        if found is None:
            copy.close()
        return found

    # Reading

    def size(self) -> int | None:
        """How many question files are held, by the stock: what else is counted is compared with it."""
        return self._reading(lambda connection: sum(entry.count for entry in _stock(connection)))

    def stamps(self) -> dict[str, str] | None:
        """name -> stamp of every question file."""
        return self._reading(lambda connection: dict(connection.execute("SELECT name, stamp FROM file")))

    def folders(self) -> dict[str, int] | None:
        """name -> mtime_ns of every folder."""
        return self._reading(lambda connection: dict(connection.execute("SELECT name, mtime_ns FROM folder")))

    def ids(self, size: int) -> list[str] | None:
        """Every id, in order, one for each of ``size`` files."""

        def read(connection: sqlite3.Connection) -> list[str]:
            found = [id for (id,) in connection.execute("SELECT id FROM file ORDER BY id")]
            if len(found) != size:
                raise Doubtful("the index of ids does not hold every file")
            return found

        return self._reading(read)

    def entries(self, ids: Sequence[str], expected: Container[str]) -> list[Entry] | None:
        """The entries of these ids that are held, in no order; the ``expected`` ones have to be."""

        def read(connection: sqlite3.Connection) -> list[Entry]:
            found: list[Entry] = []
            for start in range(0, len(ids), IN_CHUNK):
                chunk = ids[start : start + IN_CHUNK]
                where = f"{_ENTRY} WHERE id IN ({_marks(chunk)})"
                found.extend(map(self._entry, connection.execute(where, chunk)))
            held = {entry.summary.id for entry in found}
            if not held.issubset(ids) or any(id in expected and id not in held for id in ids):
                raise Doubtful("a row is missing, or stands under another id")
            return found

        return self._reading(read)

    def shuffled(
        self, kind: Kind, level: int, areas: Collection[str], after: tuple[int, str], limit: int
    ) -> list[Entry] | None:
        """At most ``limit`` entries of a kind and level, of these areas, by ``shuffle``, then by id."""

        def read(connection: sqlite3.Connection) -> list[Entry]:
            where = (
                f"{_ENTRY} WHERE kind = ? AND level = ? AND (shuffle, id) > (?, ?) AND area IN ({_marks(areas)}) "
                "ORDER BY shuffle, id LIMIT ?"
            )
            found = [self._entry(row) for row in connection.execute(where, (kind, level, *after, *areas, limit))]
            for s in (entry.summary for entry in found):
                if s.level != level or s.area not in areas or s.kind != kind or (shuffle(s.id), s.id) <= after:
                    raise Doubtful("a row stands in the wrong place")
            return found

        return self._reading(read)

    def changed(self) -> list[Entry] | None:
        """Those whose meaning changed since they were first written (a ``rev`` above 1), by id."""
        where = f"{_ENTRY} WHERE changed = 1 ORDER BY id"
        return self._reading(lambda connection: [self._entry(row) for row in connection.execute(where)])

    def stock(self, size: int) -> tuple[Stock, ...] | None:
        """What there is, of ``size`` files."""

        def read(connection: sqlite3.Connection) -> tuple[Stock, ...]:
            found = _stock(connection)
            if sum(entry.count for entry in found) != size:
                raise Doubtful("rows are missing")
            return found

        return self._reading(read)

    def document(self, name: str, stamps: Collection[str]) -> dict[str, Any] | None:
        """The document of one question file, if it is held for one of these stamps."""
        found: dict[str, Any] | None = self._one("SELECT stamp, document, crc FROM body WHERE name = ?", name, stamps)
        return found

    def companion(self, name: str, stamp: str) -> Any:
        """The document of one file beside the questions, if it is held for exactly this stamp."""
        return self._one("SELECT stamp, document, crc FROM companion WHERE name = ?", name, (stamp,))

    def hits(self, words: Sequence[str], size: int) -> list[tuple[str, int, int]] | None:
        """Of ``size`` files those with every word: (name, words that are in the head, occurrences in the body)."""

        def read(connection: sqlite3.Connection) -> list[tuple[str, int, int]]:
            found, seen = [], 0
            for name, head, body, crc in connection.execute("SELECT name, head, body, crc FROM words"):
                verify(crc, name, head, body)
                seen += 1
                if all(word in head or word in body for word in words):
                    found.append((name, sum(word in head for word in words), sum(body.count(word) for word in words)))
            if seen != size:
                raise Doubtful("the words of a file are missing")
            return found

        return self._reading(read)

    # Writing

    def update(self, rows: Iterable[Row], gone: Iterable[str], folders: Mapping[str, int] | None) -> bool:
        """Put new rows in, take gone files out, in one transaction; False where it could not be written.

        ``folders`` are given with the last part of an update (None: more is to come).
        """

        def write(connection: sqlite3.Connection) -> None:
            change: dict[str, int] = {}
            for name in gone:
                self._take_out(connection, name, change)
            for row in rows:
                self._take_out(connection, row.entry.name, change)
                _put(connection, row, change)
            _change_stock(connection, change)
            connection.execute("DELETE FROM folder")
            connection.executemany("INSERT INTO folder VALUES (?, ?)", (folders or {}).items())

        return self._writing(write)

    def renew(self, row: Row) -> bool:
        """Put one row in whose file was edited in place; the folder times go on to hold."""

        def write(connection: sqlite3.Connection) -> None:
            change: dict[str, int] = {}
            self._take_out(connection, row.entry.name, change)
            _put(connection, row, change)
            _change_stock(connection, change)

        return self._writing(write)

    def put_companion(self, name: str, stamp: str, document: Any) -> bool:
        """Hold the document of one file beside the questions; False where it could not be written."""
        held = json.dumps(document, ensure_ascii=False)
        row = (name, stamp, held, crc_of(name, stamp, held))
        return self._writing(
            lambda connection: connection.execute("INSERT OR REPLACE INTO companion VALUES (?, ?, ?, ?)", row)
        )

    def _entry(self, row: tuple[str, str, str, int]) -> Entry:
        name, stamp, summary, crc = row
        verify(crc, name, stamp, summary)
        return Entry(name, stamp, unpacked(summary, self._bank))

    def _take_out(self, connection: sqlite3.Connection, name: str, change: dict[str, int]) -> None:
        for row in connection.execute(f"{_ENTRY} WHERE name = ?", (name,)).fetchall():
            what = stock.packed(self._entry(row).summary)
            change[what] = change.get(what, 0) - 1
            for table in ("file", "body", "words"):
                connection.execute(f"DELETE FROM {table} WHERE name = ?", (name,))

    def _one(self, query: str, name: str, stamps: Collection[str]) -> Any:
        def read(connection: sqlite3.Connection) -> Any:
            for held, document, crc in connection.execute(query, (name,)):
                if held in stamps:
                    verify(crc, name, held, document)
                    return json.loads(document)
            return None

        return self._reading(read)

    def _reading(self, read: Callable[[sqlite3.Connection], T]) -> T | None:
        with self._lock:
            if self._connection is None:
                return None
            try:
                return read(self._connection)
            except Doubtful:
                return None
            except (sqlite3.Error, Damaged, ValueError) as error:
                self._give_up(error)
                return None

    def _writing(self, write: Callable[[sqlite3.Connection], object]) -> bool:
        with self._lock:
            if self._connection is None:
                return False
            try:
                with transaction(self._connection) as connection:
                    write(connection)
            except (sqlite3.Error, Damaged, ValueError) as error:
                if is_damage(error):
                    self._give_up(error)
                elif self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")  # a COMMIT that found the file locked
                return False
            return True

    def _give_up(self, error: Exception) -> None:
        """Go without from here on; a damaged file is removed, so that the next one to open it builds a new one."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self.path is not None and is_damage(error):
            remove(self.path)

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def discard(self) -> None:
        """Close it for good; a file that contradicted itself is removed."""
        doubted = self._connection is not None
        self.close()
        if doubted and self.path is not None:
            remove(self.path)


def _put(connection: sqlite3.Connection, row: Row, change: dict[str, int]) -> None:
    name, stamp, s = row.entry.name, row.entry.stamp, row.entry.summary
    summary = packed(s)
    document = json.dumps(row.document, ensure_ascii=False)
    file = (name, s.id, stamp, s.area, s.kind, s.level, shuffle(s.id), s.rev > 1, summary, crc_of(name, stamp, summary))
    body = (name, stamp, document, crc_of(name, stamp, document))
    words = (name, row.head, row.body, crc_of(name, row.head, row.body))
    connection.execute(f"INSERT OR REPLACE INTO file VALUES ({_marks(file)})", file)
    connection.execute(f"INSERT OR REPLACE INTO body VALUES ({_marks(body)})", body)
    connection.execute(f"INSERT OR REPLACE INTO words VALUES ({_marks(words)})", words)
    what = stock.packed(s)
    change[what] = change.get(what, 0) + 1


def _stock(connection: sqlite3.Connection) -> tuple[Stock, ...]:
    found = []
    for what, count, crc in connection.execute("SELECT what, count, crc FROM stock"):
        verify(crc, what, str(count))
        found.append(stock.unpacked(what, count))
    return tuple(found)


def _change_stock(connection: sqlite3.Connection, change: Mapping[str, int]) -> None:
    for what, difference in change.items():
        count = difference
        for held, crc in connection.execute("SELECT count, crc FROM stock WHERE what = ?", (what,)):
            verify(crc, what, str(held))
            count += held
        if count > 0:
            row = (what, count, crc_of(what, str(count)))
            connection.execute("INSERT OR REPLACE INTO stock VALUES (?, ?, ?)", row)
        else:
            connection.execute("DELETE FROM stock WHERE what = ?", (what,))


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))
