"""The tables of a snapshot: how they are made and known again, and what counts as damage to their file.

SQLite notices only damage to its own structure, so each row carries a checksum.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path

FORMAT = 2  # bump when the tables or the documents change

TABLES = """
CREATE TABLE meta (key TEXT NOT NULL);
CREATE TABLE folder (name TEXT PRIMARY KEY, mtime_ns INTEGER NOT NULL);
CREATE TABLE file (
    name TEXT PRIMARY KEY, id TEXT NOT NULL, stamp TEXT NOT NULL, area TEXT NOT NULL, kind TEXT NOT NULL,
    level INTEGER NOT NULL, shuffle INTEGER NOT NULL, changed INTEGER NOT NULL, summary TEXT NOT NULL,
    crc INTEGER NOT NULL
);
CREATE INDEX file_id ON file (id, name);
CREATE INDEX file_shuffled ON file (kind, level, shuffle, id, area);
CREATE INDEX file_changed ON file (id) WHERE changed = 1;
CREATE TABLE stock (what TEXT PRIMARY KEY, count INTEGER NOT NULL, crc INTEGER NOT NULL);
CREATE TABLE body (name TEXT PRIMARY KEY, stamp TEXT NOT NULL, document TEXT NOT NULL, crc INTEGER NOT NULL);
CREATE TABLE words (name TEXT PRIMARY KEY, head TEXT NOT NULL, body TEXT NOT NULL, crc INTEGER NOT NULL);
CREATE TABLE companion (name TEXT PRIMARY KEY, stamp TEXT NOT NULL, document TEXT NOT NULL, crc INTEGER NOT NULL);
"""


class Damaged(Exception):
    """The file holds something else than what was written into it."""


class transaction:
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


def key_of(connection: sqlite3.Connection) -> str | None:
    """The key a snapshot was made for; None for a new file.  Raises Damaged for somebody else's database."""
    tables = set(_tables(connection))
    if not tables:
        return None
    if not {"meta", "folder", "file", "body", "words", "companion"} <= tables:
        raise Damaged("not a snapshot")
    row = connection.execute("SELECT key FROM meta").fetchone()
    return None if row is None else str(row[0])


def create(connection: sqlite3.Connection, key: str) -> None:
    with transaction(connection):
        if key and key_of(connection) == key:  # another process was quicker
            return
        for table in list(_tables(connection)):
            connection.execute(f'DROP TABLE "{table}"')
        for statement in TABLES.split(";"):
            if statement.strip():
                connection.execute(statement)
        connection.execute("INSERT INTO meta VALUES (?)", (key,))


def _tables(connection: sqlite3.Connection) -> Iterator[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return (name for (name,) in rows if not name.startswith("sqlite_"))


def is_damage(error: Exception) -> bool:
    """Whether the file itself is bad, and not just busy, read-only or on a full disk."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return isinstance(error, Damaged | ValueError | sqlite3.DatabaseError) and not isinstance(
            error, sqlite3.OperationalError | UnicodeEncodeError
        )
    return (code & 0xFF) in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR)


def remove(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
        path.with_name(path.name + "-journal").unlink(missing_ok=True)
    except OSError:
        return False
    return True


def crc_of(*parts: str) -> int:
    return zlib.crc32("\0".join(parts).encode())


def verify(crc: int, *parts: str) -> None:
    if crc_of(*parts) != crc:
        raise Damaged("a row does not match its checksum")
