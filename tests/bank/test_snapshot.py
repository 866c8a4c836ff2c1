"""The snapshot: quick when sound, absent when not, never wrong."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drillbank import bank as banking
from drillbank.bank import layout, parsing, shelf, snapshot, tables
from drillbank.bank.entry import Entry, Row
from drillbank.bank.snapshot import Snapshot
from drillbank.model import Summary, Text

from . import banks

OLD = 1_700_000_000  # seconds; long settled


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = banks.small(tmp_path / "bank")
    age(root)
    return root


def age(root: Path, seconds: int = OLD) -> None:
    for path in sorted(root.rglob("*"), reverse=True):
        os.utime(path, (seconds, seconds))


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the question files that are read from now on."""
    names: list[str] = []
    real = parsing.question_file

    def spy(path: Path, kind: str, shown: str):  # type: ignore[no-untyped-def]
        names.append(path.name)
        return real(path, kind, shown)  # type: ignore[arg-type]

    monkeypatch.setattr(parsing, "question_file", spy)
    return names


def load(folder: Path, cache: Path | None) -> banking.Bank:
    return banking.load([("mine", folder)], cache_dir=cache)


def only_file(cache: Path) -> Path:
    (path,) = cache.glob("*.sqlite")
    return path


def test_a_second_start_reads_no_question_file(folder: Path, tmp_path: Path, parsed: list[str]) -> None:
    first = load(folder, tmp_path / "cache")
    assert sorted(parsed) == ["double.yaml", "shift.yaml"]
    parsed.clear()
    second = load(folder, tmp_path / "cache")
    assert dict(second.summaries) == dict(first.summaries)
    assert second.get("double") == first.get("double")
    assert [s.id for s in second.search("答案")] == ["shift"]
    assert parsed == []
    assert sorted(path.suffix for path in (tmp_path / "cache").iterdir()) == [".sqlite"]


def test_an_edit_is_seen_at_once_and_reads_only_that_file(folder: Path, tmp_path: Path, parsed: list[str]) -> None:
    load(folder, tmp_path / "cache")
    parsed.clear()
    banks.write(folder, theory__maths__shift=banks.THEORY.replace("Title", "Other"))
    bank = load(folder, tmp_path / "cache")
    assert bank.summaries["shift"].title.en == "Other"
    assert parsed == ["shift.yaml"]


def test_an_edit_of_equal_size_within_one_tick_of_the_clock_is_seen(folder: Path, tmp_path: Path) -> None:
    path = banks.write(folder, theory__maths__shift=banks.THEORY.replace("Title", "Other")) / "theory/maths/shift.yaml"
    stamp = path.stat().st_mtime_ns
    load(folder, tmp_path / "cache")
    path.write_text(banks.THEORY.replace("Title", "Third"), encoding="utf-8")
    os.utime(path, ns=(stamp, stamp))
    assert load(folder, tmp_path / "cache").summaries["shift"].title.en == "Third"


def test_an_edit_after_loading_is_seen_by_get(folder: Path, tmp_path: Path) -> None:
    bank = load(folder, tmp_path / "cache")
    banks.write(folder, theory__maths__shift=banks.THEORY.replace("The answer", "Another answer"))
    assert bank.get("shift").answer.en == "Another answer"


def test_new_and_deleted_files_are_seen(folder: Path, tmp_path: Path) -> None:
    load(folder, tmp_path / "cache")
    banks.write(folder, theory__new=banks.THEORY)
    (folder / "coding/maths/double.yaml").unlink()
    bank = load(folder, tmp_path / "cache")
    assert list(bank.summaries) == ["new", "shift"]
    assert [s.id for s in bank.search("答案")] == ["new", "shift"]
    assert list(load(folder, tmp_path / "cache").summaries) == ["new", "shift"]


def test_a_broken_file_is_reported_each_time_and_mended_at_once(folder: Path, tmp_path: Path) -> None:
    load(folder, tmp_path / "cache")
    path = folder / "theory/maths/shift.yaml"
    path.write_text("title: [", encoding="utf-8")
    os.utime(path, (OLD + 1, OLD + 1))
    for _ in range(2):
        with pytest.raises(banking.bank.BankError, match=r"shift\.yaml"):
            load(folder, tmp_path / "cache")
    path.write_text(banks.THEORY, encoding="utf-8")
    assert "shift" in load(folder, tmp_path / "cache")


def test_an_edited_companion_is_seen(folder: Path, tmp_path: Path) -> None:
    assert load(folder, tmp_path / "cache").topic_title("maths", "en") == "Maths"
    banks.write(folder, topics=banks.TOPICS.replace("en: Maths", "en: Mathematics"))
    assert load(folder, tmp_path / "cache").topic_title("maths", "en") == "Mathematics"


@pytest.mark.parametrize("damage", ["garbage", "empty", "truncated", "folder", "foreign", "old key", "bit"])
def test_a_useless_snapshot_is_rebuilt_or_gone_without(
    folder: Path, tmp_path: Path, damage: str, parsed: list[str]
) -> None:
    sound = load(folder, tmp_path / "cache")
    path = only_file(tmp_path / "cache")
    raw = path.read_bytes()
    if damage == "garbage":
        path.write_bytes(b"no database " * 1000)
    elif damage == "empty":
        path.write_bytes(b"")
    elif damage == "truncated":
        path.write_bytes(raw[: len(raw) // 2])
    elif damage == "folder":
        path.unlink()
        path.mkdir()
    elif damage == "foreign":
        path.unlink()
        with sqlite3.connect(path) as foreign:
            foreign.execute("CREATE TABLE meta (other TEXT)")
    elif damage == "old key":
        with sqlite3.connect(path) as other:
            other.execute("UPDATE meta SET key = 'older'")
    else:
        path.write_bytes(raw.replace("答案".encode(), "荅案".encode()))
    parsed.clear()
    bank = load(folder, tmp_path / "cache")
    assert dict(bank.summaries) == dict(sound.summaries)
    assert bank.get("shift") == sound.get("shift")
    if damage not in ("folder", "bit"):
        parsed.clear()
        assert load(folder, tmp_path / "cache").get("shift") == sound.get("shift")
        assert parsed == [], "the snapshot was not rebuilt"


@pytest.mark.parametrize("limit", [0, 5_000], ids=["large", "small"])
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_flipped_byte_changes_what_is_loaded(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int, data: st.DataObject
) -> None:
    monkeypatch.setattr(shelf, "FOLDER_TIMES_ABOVE", limit)
    cache = tmp_path / "cache"
    shutil.rmtree(cache, ignore_errors=True)
    sound = load(folder, None)
    load(folder, cache)
    path = only_file(cache)
    raw = bytearray(path.read_bytes())
    flips = data.draw(
        st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), min_size=1, max_size=20)
    )
    for place, bits in flips:
        raw[int(place * len(raw))] ^= bits
    path.write_bytes(bytes(raw))
    bank = load(folder, cache)
    assert dict(bank.summaries) == dict(sound.summaries)
    assert [bank.get(id) for id in bank.summaries] == [sound.get(id) for id in sound.summaries]
    assert bank.search("答案") == sound.search("答案")
    assert set(bank.summaries.stock()) == set(sound.summaries.stock())


def test_without_a_place_for_a_cache_everything_still_works(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for cache in (None, tmp_path / "file", tmp_path / "file" / "below"):
        bank = load(folder, cache)
        assert bank.get("double").id == "double"
        assert [s.id for s in bank.search("答案")] == ["shift"]


def test_a_locked_snapshot_is_gone_without(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "BUSY_TIMEOUT_S", 0.05)
    load(folder, tmp_path / "cache")
    path = only_file(tmp_path / "cache")
    inode = path.stat().st_ino
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    banks.write(folder, theory__new=banks.THEORY)
    assert list(load(folder, tmp_path / "cache").summaries) == ["double", "new", "shift"]
    holder.execute("ROLLBACK")
    holder.close()
    assert path.stat().st_ino == inode, "somebody else's lock is no damage"


def test_the_snapshot_is_of_one_version_and_one_folder(folder: Path, tmp_path: Path, parsed: list[str]) -> None:
    load(folder, tmp_path / "cache")
    parsed.clear()
    moved = folder.rename(tmp_path / "moved")
    assert load(moved, tmp_path / "cache").get("shift").path == str(moved / "theory/maths/shift.yaml")
    assert sorted(parsed) == ["double.yaml", "shift.yaml"]


@pytest.mark.parametrize(("module", "name", "value"), [(shelf, "__version__", "9.9"), (tables, "FORMAT", 99)])
def test_another_version_reads_everything_anew(
    folder: Path,
    tmp_path: Path,
    parsed: list[str],
    monkeypatch: pytest.MonkeyPatch,
    module: object,
    name: str,
    value: object,
) -> None:
    load(folder, tmp_path / "cache")
    parsed.clear()
    monkeypatch.setattr(module, name, value)
    load(folder, tmp_path / "cache")
    assert sorted(parsed) == ["double.yaml", "shift.yaml"]


def test_above_the_limit_only_folder_times_are_looked_at(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "FOLDER_TIMES_ABOVE", 1)
    load(folder, tmp_path / "cache")
    scanned: list[Path] = []
    real = layout.scan
    monkeypatch.setattr(layout, "scan", lambda base: scanned.append(base) or real(base))
    assert list(load(folder, tmp_path / "cache").summaries) == ["double", "shift"]
    assert scanned == []
    in_place = folder / "theory/maths/shift.yaml"
    in_place.write_text(banks.THEORY.replace("The answer", "In place"), encoding="utf-8")
    bank = load(folder, tmp_path / "cache")
    assert scanned == []
    assert bank.get("shift").answer.en == "In place", "what is asked for is always looked at"
    banks.write(folder, theory__maths__new=banks.THEORY)
    assert list(load(folder, tmp_path / "cache").summaries) == ["double", "new", "shift"]
    assert scanned == [folder]
    age(folder, OLD + 1)
    assert list(load(folder, tmp_path / "cache").summaries) == ["double", "new", "shift"]
    (folder / "theory/maths/new.yaml").unlink()
    age(folder, OLD + 2)
    for _ in range(3):
        assert list(load(folder, tmp_path / "cache").summaries) == ["double", "shift"]
    assert scanned == [folder] * 3, "after one look at everything the folder times are enough again"


def test_a_folder_touched_this_moment_is_looked_at_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "FOLDER_TIMES_ABOVE", 1)
    place = folder / "theory/maths"
    place.touch()
    stamp = place.stat().st_mtime_ns
    load(folder, tmp_path / "cache")
    banks.write(folder, theory__maths__new=banks.THEORY)
    os.utime(place / "new.yaml", (OLD, OLD))
    os.utime(place, ns=(stamp, stamp))  # as within one tick of the file system's clock
    assert list(load(folder, tmp_path / "cache").summaries) == ["double", "new", "shift"]
    age(folder)
    load(folder, tmp_path / "cache")
    monkeypatch.setattr(layout, "scan", lambda base: pytest.fail("everything is settled now"))
    assert len(load(folder, tmp_path / "cache")) == 3


def test_processes_may_build_one_snapshot_at_the_same_time(folder: Path, tmp_path: Path) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom drillbank import bank\n"
        "b = bank.load([('a', Path(sys.argv[1]))], cache_dir=Path(sys.argv[2]))\n"
        "print(*b.summaries, b.get('shift').answer.en)"
    )
    command = [sys.executable, "-c", program, str(folder), str(tmp_path / "cache")]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(6)]
    results = [process.communicate(timeout=120) for process in running]
    assert results == [("double shift The answer\n", "")] * 6


def test_rows_are_held_for_exactly_their_stamp(tmp_path: Path) -> None:
    held = Snapshot.open(tmp_path / "s.sqlite", "key", "mine")
    assert held is not None
    entry = Entry("theory/a.yaml", "1:2:3", summary("a"))
    assert held.update([Row(entry, {"x": "显存"}, "head", "body")], [], {"theory": 7})
    assert held.document("theory/a.yaml", ("1:2:3",)) == {"x": "显存"}
    assert held.document("theory/a.yaml", ("1:2:4", "")) is None
    assert held.stamps() == {"theory/a.yaml": "1:2:3"}
    assert held.entries(["a", "b"], {}) == [entry]
    assert held.folders() == {"theory": 7}
    assert held.hits(["head"], 1) == [("theory/a.yaml", 1, 0)]
    assert held.update([], ["theory/a.yaml"], {})
    assert (held.stamps(), held.hits(["head"], 0), held.folders(), held.size()) == ({}, [], {}, 0)
    held.close()
    assert held.stamps() is None
    assert held.update([], [], {}) is False


def summary(id: str) -> Summary:
    return Summary(id, "theory", "maths/stability", 1, 2, Text("题目"), (), 1, "", (), (), "mine")
