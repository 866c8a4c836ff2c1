"""What may happen to a file: kill -9, a full disk, a read-only folder, damage, a newer version, two programs."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from drillbank.errors import StoreDamaged, StoreError, StoreTooNew
from drillbank.study import backups, migrations
from drillbank.study import store as stores
from drillbank.study.migrations import Migration
from drillbank.study.store import Store

from .makers import NOON, make_review, schedule_bytes

# Answers for ever; prints a number only after the answer with that number was acknowledged.
WRITER = """
import sys
from pathlib import Path
from drillbank.model import Rating, Review
from drillbank.study import store as stores
path, device, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with stores.open(path, device) as store:
    number = 0
    while number != count:
        at_ms = 1_800_000_000_000 + number
        store.append(Review(
            id=store.new_id(at_ms), question=f"q{number % 7}", rev=1, kind="theory", answer=f"{device} {number}",
            marks=None, confidence=None, rating=Rating(1 + number % 4), seconds=None, hints=0, answered_at=at_ms,
            offset_minutes=0, source="answer", device=device))
        sys.stdout.write(f"{number}\\n")
        sys.stdout.flush()
        number += 1
"""


def start_writer(path: Path, device: str, count: int = -1) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), device, str(count)], stdout=subprocess.PIPE, text=True
    )


def test_kill_9_at_any_moment_loses_no_acknowledged_answer(database: Path) -> None:
    acknowledged: set[str] = set()
    chance = random.Random(20261124)
    for attempt in range(8):
        device = f"d{attempt}"
        writer = start_writer(database, device)
        assert writer.stdout is not None
        first = writer.stdout.readline()
        time.sleep(chance.uniform(0, 0.05))
        os.kill(writer.pid, signal.SIGKILL)
        lines = [first, *writer.stdout.read().splitlines(keepends=True)]
        writer.wait()
        # A torn number was never acknowledged in full.
        acknowledged.update(f"{device} {line.strip()}" for line in lines if line.endswith("\n"))
        with stores.open(database, "here") as store:
            assert store.is_sound()
            assert acknowledged <= {review.answer for review in store.reviews()}
            before = schedule_bytes(store)
            store.rebuild()
            assert schedule_bytes(store) == before
    assert len(acknowledged) >= 8


def test_two_programs_at_once_lose_nothing(database: Path) -> None:
    # Neither finds a database: both make it.
    writers = [start_writer(database, device, 40) for device in ("one", "two", "three")]
    for writer in writers:
        writer.communicate()
        assert writer.returncode == 0
    with stores.open(database, "here") as store:
        assert len(list(store.reviews())) == 120
        before = schedule_bytes(store)
        store.rebuild()
        assert schedule_bytes(store) == before


@pytest.fixture
def tiny_disk() -> Iterator[Path]:
    """A file system of 640 KiB."""
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("mounting a small tmpfs needs root")
    folder = Path(tempfile.mkdtemp())
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=640k", "tmpfs", folder], capture_output=True, text=True
    )
    if mounted.returncode != 0:
        folder.rmdir()
        pytest.skip(f"a tmpfs cannot be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", folder], check=True)
    folder.rmdir()


def test_a_full_disk_is_one_sentence_and_keeps_what_was_acknowledged(tiny_disk: Path) -> None:
    path = tiny_disk / "drillbank.db"
    written = 0

    def write_on(store: Store) -> None:
        nonlocal written
        while written < 500:
            store.append(make_review(f"q{written}", 3, NOON + timedelta(minutes=written), answer="long " * 500))
            written += 1

    with pytest.raises(StoreError, match=r"^The disk is full: .*\.$"), stores.open(path, "here") as store:
        write_on(store)
    assert written > 3
    with stores.open(path, "here") as store:
        assert len(list(store.reviews())) == len(store.memories()) == written
        assert store.is_sound()


def test_a_full_disk_from_the_start_is_one_sentence(tiny_disk: Path) -> None:
    (tiny_disk / "ballast").write_bytes(b"x" * 630 * 1024)
    with pytest.raises(StoreError, match=r"disk .*\.$"):
        stores.open(tiny_disk / "data" / "drillbank.db", "here")


def as_nobody(action: str, path: Path) -> str:
    """Do something as a user without rights; the error's sentence."""
    code = (
        "import os, sys\nfrom pathlib import Path\n"
        "import fsrs, sqlite3, importlib.resources\n"
        "from drillbank.errors import StoreError\n"
        "from drillbank.study import migrations, store as stores\n"
        "if os.geteuid() == 0: os.setgid(65534), os.setuid(65534)\n"
        f"path = Path({str(path)!r})\n"
        f"try:\n    {action}\n"
        "except StoreError as error: print(type(error).__name__, error)\n"
    )
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter (pytest's own are private)."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_a_folder_that_cannot_be_made_is_one_sentence(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    sentence = as_nobody("stores.open(path, 'x')", open_folder / "data" / "drillbank.db")
    assert sentence.startswith("StoreError The folder")
    assert sentence.endswith("choose another with --home.")


def test_a_read_only_database_is_one_sentence_and_stays_as_it_is(open_folder: Path) -> None:
    path = open_folder / "drillbank.db"
    with stores.open(path, "here") as store:
        store.append(make_review("q", 3, NOON))
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    path.chmod(0o444)
    open_folder.chmod(0o555)
    sentence = as_nobody("stores.open(path, 'x').append(None)", path)
    assert sentence.startswith(f"StoreError {path} cannot be written")
    assert sentence.count("\n") == 0
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_a_newer_database_is_left_untouched(database: Path) -> None:
    stores.open(database, "here").close()
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA user_version = 99")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    before = {path.name: path.read_bytes() for path in database.parent.iterdir()}
    with pytest.raises(StoreTooNew, match=r"newer drillbank \(format 99"):
        stores.open(database, "here")
    assert {path.name: path.read_bytes() for path in database.parent.iterdir()} == before


def damage_page(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 : len(content)] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)


@pytest.mark.parametrize("harm", ["garbage", "pages", "truncated", "emptied"])
def test_a_damaged_database_is_left_as_it_is_and_the_backup_named(database: Path, harm: str) -> None:
    with stores.open(database, "here") as store:
        store.append(make_review("q", 3, NOON))
    copy = database.parent / "backups" / "2026-11-24.db"
    content = database.read_bytes()
    if harm == "pages":
        damage_page(database)
    else:
        database.write_bytes({"garbage": b"no database " * 900, "truncated": content[:50], "emptied": b""}[harm])
    before = database.read_bytes()
    with pytest.raises(StoreDamaged) as caught, stores.open(database, "here") as store:
        store.append(make_review("q", 3, NOON))
    assert str(copy) in str(caught.value)
    assert "it was left as it is" in str(caught.value)
    assert database.read_bytes() == before
    database.unlink()
    copy.rename(database)
    with stores.open(database, "here") as store:
        assert set(store.memories()) == {"q"}


def test_the_database_of_another_program_is_refused(database: Path) -> None:
    database.parent.mkdir()
    connection = sqlite3.connect(database)
    connection.execute("CREATE TABLE notes (text)")
    connection.close()
    with pytest.raises(StoreError, match="another program"):
        stores.open(database, "here")


def test_one_backup_a_day_and_the_last_five_are_kept(database: Path) -> None:
    for number in range(8):
        for hour in range(2):
            with stores.open(database, "here") as store:
                store.append(make_review(f"q{number}", 3, NOON + timedelta(days=number, hours=hour)))
    with stores.open(database, "here") as store:  # only looking makes no copy
        assert store.daily_backup(date(2026, 12, 1)) is None
    names = sorted(path.name for path in (database.parent / "backups").iterdir())
    assert names == ["2026-11-27.db", "2026-11-28.db", "2026-11-29.db", "2026-11-30.db", "2026-12-01.db"]
    with stores.open(database.parent / "backups" / names[-1], "here") as copy:
        assert len(list(copy.reviews())) == 15  # made at the first use of its day


def test_a_migration_backs_up_first_and_keeps_the_log(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with stores.open(database, "here") as store:
        store.append(make_review("q", 3, NOON))
        log = store.query("SELECT * FROM reviews")
    newest = migrations.newest()
    step = Migration(
        newest + 1, "room for a note", "ALTER TABLE schedule ADD COLUMN note TEXT;\nCREATE TABLE extra (a TEXT) STRICT;"
    )
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, step))
    with stores.open(database, "here") as store:
        assert store.query("PRAGMA user_version") == [(newest + 1,)]
        assert store.query("SELECT * FROM reviews") == log
        assert store.query("SELECT count(*) FROM extra") == [(0,)]
    copy = database.parent / "backups" / f"before-format-{newest + 1}.db"
    assert sqlite3.connect(copy).execute("PRAGMA user_version").fetchone() == (newest,)
    monkeypatch.undo()
    with pytest.raises(StoreTooNew):
        stores.open(database, "here")


def test_a_database_of_format_1_keeps_its_log_and_its_memories(database: Path, tmp_path: Path) -> None:
    with stores.open(tmp_path / "today.db", "here") as store:
        for question, rating in (("q", 3), ("r", 1)):
            store.append(make_review(question, rating, NOON))
        log, after = store.query("SELECT * FROM reviews"), schedule_bytes(store)
        memories = [row[:-2] for row in store.query("SELECT * FROM schedule")]  # without decay and stream
    database.parent.mkdir()
    connection = sqlite3.connect(database)
    connection.executescript(Path(__file__).with_name("format_1.sql").read_text(encoding="utf-8"))
    connection.execute("PRAGMA user_version = 1")
    for table, filled in (("reviews", log), ("schedule", memories)):
        connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(filled[0]))})", filled)
    connection.commit()
    connection.close()
    with stores.open(database, "here") as store:
        assert store.query("PRAGMA user_version") == [(migrations.newest(),)]
        assert store.query("SELECT * FROM reviews") == log
        assert schedule_bytes(store) == after
        store.rebuild()
        assert schedule_bytes(store) == after


def test_a_migration_that_fails_changes_nothing(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with stores.open(database, "here") as store:
        store.append(make_review("q", 3, NOON))
    half = "CREATE TABLE extra (a TEXT) STRICT;\nINSERT INTO nowhere VALUES (1);"
    step = Migration(migrations.newest() + 1, "half", half)
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, step))
    with pytest.raises(StoreError, match="nowhere"):
        stores.open(database, "here")
    monkeypatch.undo()
    with stores.open(database, "here") as store:
        assert store.query("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'") == [(0,)]
        assert set(store.memories()) == {"q"}


def test_a_backup_that_cannot_be_written_says_so_and_leaves_no_piece(database: Path) -> None:
    database.parent.mkdir()
    (database.parent / backups.FOLDER).write_text("in the way")
    with stores.open(database, "here") as store:
        with pytest.raises(StoreError, match="database itself is whole"):
            store.daily_backup(date(2026, 11, 24))
        assert store.memories() == {}


def test_the_schema_says_its_version_in_the_header(database: Path) -> None:
    stores.open(database, "here").close()
    header = database.read_bytes()[:100]
    assert int.from_bytes(header[60:64], "big") == migrations.newest()
    assert int.from_bytes(header[68:72], "big") == 0x64726C6C
