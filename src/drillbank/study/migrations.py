"""From an older database to the newest shape, one numbered step at a time.

A new database is made from schema.sql, which always shows the newest shape.  To change the shape: change schema.sql,
append the SQL that brings an existing file there to ``MIGRATIONS``.  A step may empty ``schedule`` (it is derived and
is rebuilt from the log), but never touches a row of a log.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Migration:
    """``sql`` brings a database of format ``to - 1`` to format ``to``."""

    to: int
    says: str
    sql: str


FIRST_FORMAT = 1
MIGRATIONS: tuple[Migration, ...] = (
    Migration(
        2, "the forgetting curve of each memory", "ALTER TABLE schedule ADD COLUMN decay REAL NOT NULL DEFAULT 0.1542;"
    ),
    Migration(
        3,
        "what is overdue, by index",
        """
        ALTER TABLE schedule ADD COLUMN stream INTEGER NOT NULL DEFAULT 0;
        UPDATE schedule SET stream = 2 * ((last_review_ms + offset_minutes * 60000 - 14400000) / 86400000)
            + (last_rating = 1 OR sure_but_wrong = 1);
        DROP INDEX schedule_overdue;
        CREATE INDEX schedule_overdue ON schedule (stream, stability, question);
        """,
    ),
)


def newest() -> int:
    """The format that this drillbank writes."""
    return MIGRATIONS[-1].to if MIGRATIONS else FIRST_FORMAT


def create(connection: sqlite3.Connection) -> None:
    """Make an empty database of the newest shape, inside the caller's transaction."""
    _run(connection, files("drillbank.study").joinpath("schema.sql").read_text(encoding="utf-8"))


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Take every step above ``version``, inside the caller's transaction."""
    for step in MIGRATIONS:
        if step.to > version:
            _run(connection, step.sql)


def _run(connection: sqlite3.Connection, script: str) -> None:
    for statement in _statements(script):
        connection.execute(statement)


def _statements(script: str) -> Iterator[str]:
    """The statements one by one: ``executescript`` would commit the transaction that makes them atomic."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
