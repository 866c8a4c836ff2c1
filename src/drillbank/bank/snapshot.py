"""The warm path: one SQLite file per bank folder, so that a start stats files and reads no YAML.

It is a cache and nothing else.  A damaged, foreign or outdated file is rebuilt; one that cannot be opened or written
is gone without; no caller ever sees an sqlite3 error.  SQLite's own locks make concurrent processes safe, and each
row carries a checksum, because SQLite notices only damage to its own structure.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

FORMAT = 1  # bump when the tables or the documents change
BUSY_TIMEOUT_S = 5.0

_TABLES = """
CREATE TABLE meta (key TEXT NOT NULL);
CREATE TABLE folder (name TEXT PRIMARY KEY, mtime_ns INTEGER NOT NULL);
CREATE TABLE file (name TEXT PRIMARY KEY, stamp TEXT NOT NULL, summary TEXT NOT NULL, crc INTEGER NOT NULL);
CREATE TABLE body (name TEXT PRIMARY KEY, stamp TEXT NOT NULL, document TEXT NOT NULL, crc INTEGER NOT NULL);
CREATE TABLE words (name TEXT PRIMARY KEY, head TEXT NOT NULL, body TEXT NOT NULL, crc INTEGER NOT NULL);
CREATE TABLE companion (name TEXT PRIMARY KEY, stamp TEXT NOT NULL, document TEXT NOT NULL, crc INTEGER NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One question file as the snapshot holds it; ``head`` and ``body`` are folded texts for search."""

    name: str
    stamp: str
    summary: list[Any]
    document: Mapping[str, Any]
    head: str
    body: str


class Damaged(Exception):
    """The file holds something else than what was written into it."""


class Snapshot:
    """One open snapshot.  Reads give None and writes give False where the file is of no use any more."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection: sqlite3.Connection | None = connection
        self._lock = threading.Lock()
        self.path = path

    @classmethod
    def open(cls, path: Path, key: str) -> Snapshot | None:
        """Open or make the snapshot of ``key``; None where the place cannot hold one."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            return None
        for attempt in (1, 2):
            connection = None
            try:
                connection = sqlite3.connect(path, BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
                if _key_of(connection) != key:
                    _create(connection, key)
                return cls(connection, path)
            except (sqlite3.Error, Damaged, ValueError) as error:  # a flipped byte may be no text any more
                if connection is not None:
                    connection.close()
                if attempt == 2 or not _is_damage(error) or not _remove(path):
                    return None
            except OSError:
                return None
        return None

    def files(self) -> dict[str, tuple[str, list[Any]]] | None:
        """name -> (stamp, summary) of every question file; None where the snapshot turned out useless."""

        def read(connection: sqlite3.Connection) -> dict[str, tuple[str, list[Any]]]:
            found = {}
            for name, stamp, summary, crc in connection.execute("SELECT name, stamp, summary, crc FROM file"):
                _verify(crc, name, stamp, summary)
                found[name] = (stamp, json.loads(summary))
            return found

        return self._reading(read)

    def folders(self) -> dict[str, int] | None:
        """name -> mtime_ns of every folder."""
        return self._reading(lambda connection: dict(connection.execute("SELECT name, mtime_ns FROM folder")))

    def document(self, name: str, stamp: str) -> dict[str, Any] | None:
        """The document of one question file, if it is held for exactly this stamp."""
        found: dict[str, Any] | None = self._one("SELECT stamp, document, crc FROM body WHERE name = ?", name, stamp)
        return found

    def companion(self, name: str, stamp: str) -> Any:
        """The document of one file beside the questions, if it is held for exactly this stamp."""
        return self._one("SELECT stamp, document, crc FROM companion WHERE name = ?", name, stamp)

    def words(self) -> dict[str, tuple[str, str]] | None:
        """name -> (head, body), the texts that search looks into."""

        def read(connection: sqlite3.Connection) -> dict[str, tuple[str, str]]:
            found = {}
            for name, head, body, crc in connection.execute("SELECT name, head, body, crc FROM words"):
                _verify(crc, name, head, body)
                found[name] = (head, body)
            return found

        return self._reading(read)

    def update(self, rows: Iterable[Row], gone: Iterable[str], folders: Mapping[str, int]) -> bool:
        """Put new rows in, take gone files out, in one transaction; False where it could not be written."""

        def write(connection: sqlite3.Connection) -> None:
            for name in gone:
                for table in ("file", "body", "words"):
                    connection.execute(f"DELETE FROM {table} WHERE name = ?", (name,))
            for row in rows:
                summary = json.dumps(row.summary, ensure_ascii=False)
                document = json.dumps(row.document, ensure_ascii=False)
                name, stamp = row.name, row.stamp
                file = (name, stamp, summary, _crc(name, stamp, summary))
                body = (name, stamp, document, _crc(name, stamp, document))
                connection.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?)", file)
                connection.execute("INSERT OR REPLACE INTO body VALUES (?, ?, ?, ?)", body)
                words = (name, row.head, row.body, _crc(name, row.head, row.body))
                connection.execute("INSERT OR REPLACE INTO words VALUES (?, ?, ?, ?)", words)
            connection.execute("DELETE FROM folder")
            connection.executemany("INSERT INTO folder VALUES (?, ?)", folders.items())

        return self._writing(write)

    def put_companion(self, name: str, stamp: str, document: Any) -> bool:
        """Hold the document of one file beside the questions; False where it could not be written."""
        held = json.dumps(document, ensure_ascii=False)
        row = (name, stamp, held, _crc(name, stamp, held))
        return self._writing(
            lambda connection: connection.execute("INSERT OR REPLACE INTO companion VALUES (?, ?, ?, ?)", row)
        )

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _one(self, query: str, name: str, stamp: str) -> Any:
        def read(connection: sqlite3.Connection) -> Any:
            for held, document, crc in connection.execute(query, (name,)):
                if held == stamp:
                    _verify(crc, name, held, document)
                    return json.loads(document)
            return None

        return self._reading(read)

    def _reading(self, read: Callable[[sqlite3.Connection], T]) -> T | None:
        with self._lock:
            if self._connection is None:
                return None
            try:
                return read(self._connection)
            except (sqlite3.Error, Damaged, ValueError) as error:
                self._give_up(error)
                return None

    def _writing(self, write: Callable[[sqlite3.Connection], object]) -> bool:
        with self._lock:
            if self._connection is None:
                return False
            try:
                with _transaction(self._connection) as connection:
                    write(connection)
            except (sqlite3.Error, UnicodeEncodeError) as error:
                self._give_up(error)
                return False
            return True

    def _give_up(self, error: Exception) -> None:
        """Go without from here on; a damaged file is removed, so that the next start builds a new one."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if _is_damage(error):
            _remove(self.path)


class _transaction:
    """BEGIN IMMEDIATE … COMMIT, rolled back on any error."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __enter__(self) -> sqlite3.Connection:
        self.connection.execute("BEGIN IMMEDIATE")
        return self.connection

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.connection.execute("COMMIT")
        elif self.connection.in_transaction:
            self.connection.execute("ROLLBACK")


def _key_of(connection: sqlite3.Connection) -> str | None:
    """The key a snapshot was made for; None for a new file.  Raises Damaged for somebody else's database."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return None
    if not {"meta", "folder", "file", "body", "words", "companion"} <= tables:
        raise Damaged("not a snapshot")
    row = connection.execute("SELECT key FROM meta").fetchone()
    return None if row is None else str(row[0])


def _create(connection: sqlite3.Connection, key: str) -> None:
    with _transaction(connection):
        if _key_of(connection) == key:  # another process was quicker
            return
        for table in _tables(connection):
            connection.execute(f'DROP TABLE "{table}"')
        for statement in _TABLES.split(";"):
            if statement.strip():
                connection.execute(statement)
        connection.execute("INSERT INTO meta VALUES (?)", (key,))


def _tables(connection: sqlite3.Connection) -> Iterator[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return (name for (name,) in rows if not name.startswith("sqlite_"))


def _is_damage(error: Exception) -> bool:
    """Whether the file itself is bad, and not just busy, read-only or on a full disk."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return isinstance(error, Damaged | ValueError | sqlite3.DatabaseError) and not isinstance(
            error, sqlite3.OperationalError | UnicodeEncodeError
        )
    return (code & 0xFF) in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR)


def _remove(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
        path.with_name(path.name + "-journal").unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _crc(*parts: str) -> int:
    return zlib.crc32("\0".join(parts).encode())


def _verify(crc: int, *parts: str) -> None:
    if _crc(*parts) != crc:
        raise Damaged("a row does not match its checksum")
