from __future__ import annotations

import os
from pathlib import Path

import pytest

from drillbank.errors import ExchangeError
from drillbank.exchange.files import written


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_file_appears_whole_and_alone(tmp_path: Path) -> None:
    target = tmp_path / "cards.csv"
    with written(target, force=False) as stream:
        stream.write(b"half")
        assert not target.exists()
    assert target.read_bytes() == b"half"
    assert names(tmp_path) == ["cards.csv"]


def test_a_failure_leaves_neither_a_file_nor_a_temporary_one(tmp_path: Path) -> None:
    old = tmp_path / "cards.csv"
    old.write_bytes(b"old")

    def fail_half_way() -> None:
        with written(old, force=True) as stream:
            stream.write(b"new")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    assert old.read_bytes() == b"old"
    assert names(tmp_path) == ["cards.csv"]


def test_an_existing_file_stays_without_force(tmp_path: Path) -> None:
    old = tmp_path / "cards.csv"
    old.write_bytes(b"old")
    with pytest.raises(ExchangeError, match="--force"), written(old, force=False):
        pytest.fail("it was opened")
    assert old.read_bytes() == b"old"


def test_a_file_that_appears_meanwhile_stays(tmp_path: Path) -> None:
    target = tmp_path / "cards.csv"

    def write_beside_another() -> None:
        with written(target, force=False) as stream:
            stream.write(b"mine")
            target.write_bytes(b"theirs")

    with pytest.raises(ExchangeError, match="appeared"):
        write_beside_another()
    assert target.read_bytes() == b"theirs"
    assert names(tmp_path) == ["cards.csv"]


def test_force_writes_through_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    link.symlink_to(real)
    with written(link, force=True) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_the_usual_permissions_are_given(tmp_path: Path) -> None:
    old = os.umask(0o022)
    try:
        with written(tmp_path / "a", force=False) as stream:
            stream.write(b"x")
    finally:
        os.umask(old)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("place", ["missing/a.csv", "."])
def test_an_impossible_place_is_one_sentence(tmp_path: Path, place: str) -> None:
    with pytest.raises(ExchangeError) as caught, written(tmp_path / place, force=False):
        pytest.fail("it was opened")
    assert str(caught.value).count("\n") == 0
