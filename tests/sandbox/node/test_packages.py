"""TensorFlow.js is fetched once, checked, and leaves one file."""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
from pathlib import Path

import pytest

from drillbank.errors import UsageError
from drillbank.sandbox.node import packages

LIBRARY = b"exports.tf = 1;"


def packed(path: Path, files: dict[str, bytes]) -> None:
    with tarfile.open(path, "w:gz") as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An npm that hands out what lies beside it and writes down how it was called."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "npm"
    script.write_text(f'#!/bin/sh\necho "$@" >{folder}/called\ncp {folder}/given.tgz "$5"/ || exit 1\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    monkeypatch.setattr(packages, "SHA256", hashlib.sha256(LIBRARY).hexdigest())
    whole = {"package/package.json": b'{"version": "4.22.0"}', "package/dist/tf.min.js": LIBRARY, "package/../x": b""}
    packed(folder / "given.tgz", whole)
    return folder


def test_one_file_stays_and_no_script_runs(npm: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "runtimes" / "js"
    assert packages.installed(folder) is None
    found = packages.install(folder)
    assert found == packages.installed(folder)
    assert (found.version, found.bytes) == ("4.22.0", len(LIBRARY))
    assert sorted(path.name for path in folder.iterdir()) == ["package.json", "tf.min.js"]
    assert [path.name for path in folder.parent.iterdir()] == ["js"], "nothing else is left behind"
    assert "--ignore-scripts" in (npm / "called").read_text()
    assert "@tensorflow/tfjs@4.22.0" in (npm / "called").read_text()


def test_an_older_one_is_replaced(npm: Path, tmp_path: Path) -> None:
    folder = tmp_path / "js"
    folder.mkdir()
    (folder / "old.js").write_text("")
    packages.install(folder)
    assert not (folder / "old.js").exists()


def test_something_else_is_not_installed(npm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "SHA256", "0" * 64)
    with pytest.raises(UsageError, match="something else"):
        packages.install(tmp_path / "js")
    packed(npm / "given.tgz", {"package/package.json": b"{}"})
    with pytest.raises(UsageError, match=r"without package/dist/tf\.min\.js"):
        packages.install(tmp_path / "js")
    (npm / "given.tgz").unlink()
    with pytest.raises(UsageError, match="npm could not fetch"):
        packages.install(tmp_path / "js")
    assert packages.installed(tmp_path / "js") is None


def test_without_npm_one_sentence_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="npm is not on the PATH: install Node"):
        packages.install(tmp_path / "js")
