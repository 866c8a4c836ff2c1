"""Scratch folders are emptied whatever an answer left in them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from drillbank.sandbox import scratch


def test_a_tree_deeper_than_any_path_may_be_is_emptied(tmp_path: Path) -> None:
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(3000):
        os.mkdir("d" * 20, dir_fd=here)
        deeper = os.open("d" * 20, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = deeper
    os.close(os.open("leaf", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)
    scratch.empty(str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_folders_without_rights_are_emptied(tmp_path: Path) -> None:
    locked = tmp_path / "a" / "b"
    locked.mkdir(parents=True)
    (locked / "file").write_text("x")
    locked.chmod(0)
    locked.parent.chmod(0)
    scratch.empty(str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_removed_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("x")
    inside = tmp_path / "scratch"
    inside.mkdir()
    (inside / "link").symlink_to(outside)
    (inside / "deep").mkdir()
    (inside / "deep" / "link").symlink_to(outside)
    scratch.empty(str(inside))
    assert list(inside.iterdir()) == []
    assert (outside / "kept").read_text() == "x"


def test_too_many_entries_are_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scratch, "MAX_ENTRIES_SEEN", 50)
    for number in range(60):
        (tmp_path / str(number)).touch()
    with pytest.raises(scratch.ScratchStuck):
        scratch.empty(str(tmp_path))


def test_names_that_look_like_ours_do_not_confuse_the_lifting(tmp_path: Path) -> None:
    for name in (".lifted-1", ".lifted-2"):
        (tmp_path / name / "x" / "y").mkdir(parents=True)
    (tmp_path / "z" / "w").mkdir(parents=True)
    scratch.empty(str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_size_counts_small_files_too_and_stops(tmp_path: Path) -> None:
    for number in range(10):
        (tmp_path / str(number)).write_bytes(b"x" * 10_000)
    assert scratch.size(str(tmp_path), 1 << 30) >= 100_000
    assert scratch.size(str(tmp_path / "none"), 1 << 30) == 0
