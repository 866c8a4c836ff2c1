"""Copies of the database, made with SQLite's own backup: one a day, the last five kept, one before each migration.

<data>/backups/2026-11-24.db          at the first use of that day which wrote something
<data>/backups/before-format-2.db     before a migration
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from datetime import date
from pathlib import Path

from drillbank.errors import StoreError

KEPT = 5
FOLDER = "backups"


def latest(database: Path) -> Path | None:
    """The newest copy there is."""
    copies = [path for path in (database.parent / FOLDER).glob("*.db") if path.is_file()]
    return max(copies, key=lambda path: path.stat().st_mtime_ns, default=None)


def daily(connection: sqlite3.Connection, database: Path, today: date) -> Path | None:
    """Make today's copy unless it is there, and drop all but the last five; the new copy or None."""
    target = database.parent / FOLDER / f"{today.isoformat()}.db"
    if target.exists():
        return None
    _copy(connection, target)
    for old in sorted(target.parent.glob("[0-9]*-[0-9]*-[0-9]*.db"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return target


def before_migration(connection: sqlite3.Connection, database: Path, version: int) -> Path:
    """Copy a database of format ``version`` before it is changed."""
    target = database.parent / FOLDER / f"before-format-{version + 1}.db"
    _copy(connection, target)
    return target


def _copy(connection: sqlite3.Connection, target: Path) -> None:
    """Copy to a name of its own first: a copy under the real name is always a whole one."""
    unfinished = target.with_suffix(".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        copy = sqlite3.connect(unfinished)
        try:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # a copy is one file
        finally:
            copy.close()
        unfinished.replace(target)
    except (OSError, sqlite3.OperationalError) as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise StoreError(
            f"The backup {target} could not be written ({reason}); the database itself is whole."
        ) from None
