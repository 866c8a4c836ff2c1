"""Opening the SQLite file, and SQLite's errors as one sentence each.

<data>/drillbank.db          the log and what is derived from it (WAL: -wal and -shm stand beside it while in use)
<data>/backups/*.db          see backups.py
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drillbank.errors import StoreDamaged, StoreError, StoreTooNew
from drillbank.study import backups, migrations

BUSY_TIMEOUT_S = 10.0
APPLICATION_ID = 0x6472_6C6C  # "drll", in the header of every file of ours
HEADER_BYTES = 100
MAGIC = b"SQLite format 3\x00"


def connect(path: Path) -> sqlite3.Connection:
    """Open the database, made or migrated where need be.

    Raises StoreTooNew or StoreDamaged, both before a byte is written, or StoreError.
    """
    _look_at_header(path)
    with translated(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"The folder {path.parent} cannot be made ({error.strerror}); choose another with --home."
            ) from None
        connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None)
        try:
            _patiently(connection, "PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            # Without this, INSERT OR REPLACE would remove rows behind the back of the append-only triggers.
            connection.execute("PRAGMA recursive_triggers = ON")
            _bring_up_to_date(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """One durable transaction that holds the write lock from its start; rolled back whatever goes wrong."""
    with translated(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """SQLite's errors as ours."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _ours(error, path) from None


def _ours(error: sqlite3.DatabaseError, path: Path) -> StoreError:
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF  # the low byte is the primary code
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return damaged(path, str(error))
    if code == sqlite3.SQLITE_FULL:
        return StoreError(f"The disk is full: nothing was written to {path}. Free some space, then answer again.")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return StoreError(f"{path} cannot be written (read-only or not allowed); choose another folder with --home.")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreError(f"Another program keeps {path} locked; close it, then try again.")
    if code == sqlite3.SQLITE_IOERR:
        return StoreError(f"The disk refused to read or write {path} ({error}); check the disk and its free space.")
    return StoreError(f"The database {path} cannot be used: {error}.")


def damaged(path: Path, detail: str) -> StoreDamaged:
    """The error for a malformed file, with the way back: the last good copy."""
    copy = backups.latest(path)
    way = (
        f"The last good copy is {copy}: move the damaged file away and copy that one to its place."
        if copy is not None
        else "There is no backup yet; move the file away to start afresh."
    )
    return StoreDamaged(f"The database {path} is damaged ({detail}); it was left as it is. {way}")


def _look_at_header(path: Path) -> None:
    """Refuse what must stay untouched, from the file's first bytes alone: opening would already write beside it."""
    try:
        with path.open("rb") as file:
            header = file.read(HEADER_BYTES)
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(f"The database {path} cannot be read: {error.strerror}.") from None
    if not header:
        if backups.latest(path) is not None:
            raise damaged(path, "the file is empty")
        return
    if len(header) < HEADER_BYTES or not header.startswith(MAGIC):
        raise damaged(path, "file is not a database")
    version = int.from_bytes(header[60:64], "big")  # user_version, https://www.sqlite.org/fileformat.html
    _refuse_newer(version, path)


def _refuse_newer(version: int, path: Path) -> None:
    if version > migrations.newest():
        raise StoreTooNew(
            f"The database {path} was written by a newer drillbank (format {version}, this one knows "
            f"{migrations.newest()}); it was left untouched. Update drillbank."
        )


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    version = _version(connection)
    _refuse_newer(version, path)
    if version == migrations.newest():
        return
    if version == 0 and connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        raise StoreError(f"{path} is a database of another program; choose another folder with --home.")
    if version:
        backups.before_migration(connection, path, version)
    with transaction(connection, path):
        version = _version(connection)  # another process may have been quicker
        if version == 0:
            migrations.create(connection)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        elif version < migrations.newest():
            migrations.migrate(connection, version)
        connection.execute(f"PRAGMA user_version = {migrations.newest()}")
    # The header must tell the version without the WAL: an older drillbank looks at nothing else.
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _patiently(connection: sqlite3.Connection, statement: str) -> None:
    """Run what SQLite refuses at once, without its busy timeout, while another process opens the same file."""
    pause_s = 0.01
    waited_s = 0.0
    while True:
        try:
            connection.execute(statement)
            return
        except sqlite3.OperationalError as error:
            busy = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF in (
                sqlite3.SQLITE_BUSY,
                sqlite3.SQLITE_LOCKED,
            )
            if not busy or waited_s >= BUSY_TIMEOUT_S:
                raise
        time.sleep(pause_s)
        waited_s += pause_s
