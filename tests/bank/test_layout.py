"""Which files of a folder are questions."""

from __future__ import annotations

import os
from pathlib import Path

from drillbank.bank import layout

from . import banks


def test_only_yaml_files_below_the_kinds_are_questions(tmp_path: Path) -> None:
    banks.write(tmp_path, theory__a="x", coding__deep__er__b="x", notes__c="x", d="x")
    for name in ("README.md", ".hidden.yaml", "#edited.yaml", "~lock.yaml"):
        (tmp_path / "theory" / name).write_text("x")
    found = layout.scan(tmp_path)
    assert list(found.files) == ["theory/a.yaml", "coding/deep/er/b.yaml"]
    assert set(found.folders) == {"theory", "coding", "coding/deep", "coding/deep/er"}
    assert found.problems == []


def test_names_that_cannot_be_ids_and_other_endings_are_faults(tmp_path: Path) -> None:
    banks.write(tmp_path, theory__ok="x")
    for name in ("with space.yaml", "显存.yaml", "other.yml", "-dash.yaml"):
        (tmp_path / "theory" / name).write_text("x")
    (tmp_path / "theory" / "gone.yaml").symlink_to(tmp_path / "nowhere")
    found = layout.scan(tmp_path)
    assert list(found.files) == ["theory/ok.yaml"]
    assert sorted(name for name, _ in found.problems) == [
        "theory/-dash.yaml", "theory/gone.yaml", "theory/other.yml", "theory/with space.yaml", "theory/显存.yaml",
    ]  # fmt: skip


def test_a_circle_of_links_ends(tmp_path: Path) -> None:
    banks.write(tmp_path, theory__a="x")
    (tmp_path / "theory" / "again").symlink_to(tmp_path / "theory")
    assert list(layout.scan(tmp_path).files) == ["theory/a.yaml"]


def test_too_deep_a_tree_is_a_fault(tmp_path: Path) -> None:
    deep = tmp_path / "theory" / Path(*(["d"] * 20))
    deep.mkdir(parents=True)
    assert ["nested deeper" in message for _, message in layout.scan(tmp_path).problems] == [True]


def test_a_stamp_changes_with_time_size_and_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("x")
    first = layout.stamp_of(path.stat())
    os.utime(path, (1, 1))
    second = layout.stamp_of(path.stat())
    path.write_text("xy")
    os.utime(path, (1, 1))
    third = layout.stamp_of(path.stat())
    other = tmp_path / "b"
    other.write_text("xy")
    os.utime(other, (1, 1))
    other.replace(path)
    assert len({first, second, third, layout.stamp_of(path.stat())}) == 4


def test_id_and_kind_come_from_the_name() -> None:
    assert (layout.id_of("theory/a/b-c.yaml"), layout.kind_of("coding/x.yaml")) == ("b-c", "coding")


def test_links_and_pipes_are_no_part_of_a_bank(tmp_path: Path) -> None:
    """A downloaded bank may point at the user's own files, or wait for ever."""
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: hunter2")
    theory = tmp_path / "bank" / "theory"
    theory.mkdir(parents=True)
    (theory / "link.yaml").symlink_to(secret)
    (theory / "folder").symlink_to(tmp_path)
    os.mkfifo(theory / "pipe.yaml")
    found = layout.scan(tmp_path / "bank")
    assert found.files == {}
    assert sorted(name for name, _ in found.problems) == ["theory/folder", "theory/link.yaml", "theory/pipe.yaml"]
    for name, message in found.problems:
        assert "holds its files themselves" in message, name
