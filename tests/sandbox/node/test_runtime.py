"""Which node, and what it may execute."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from drillbank.errors import JudgeUnavailable
from drillbank.sandbox.node import packages, runtime
from drillbank.sandbox.node.runtime import Node

from .asking import needs_node


@pytest.fixture
def some_node(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "find", lambda: Node(sys.executable, "20.1.0"))


def put_tfjs(folder: Path) -> None:
    folder.mkdir()
    (folder / packages.FILE).write_text("")
    (folder / "package.json").write_text('{"version": "4.22.0"}')


def test_without_node_the_reason_and_the_remedy_are_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "find", lambda: None)
    with pytest.raises(JudgeUnavailable, match=r"the runtime 'node': it is not on the PATH.*Node.js 18"):
        runtime.resolve((), None)


def test_an_old_node_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "find", lambda: Node(sys.executable, "16.20.2"))
    with pytest.raises(JudgeUnavailable, match=r"16\.20\.2 is too old"):
        runtime.resolve((), None)


@pytest.mark.usefixtures("some_node")
def test_a_package_that_is_missing_or_unknown_says_how_to_get_it(tmp_path: Path) -> None:
    for folder in (None, tmp_path / "nothing"):
        with pytest.raises(JudgeUnavailable, match="drillbank runtime install js"):
            runtime.resolve(("tfjs",), folder)
    with pytest.raises(JudgeUnavailable, match="the runtime 'left-pad'"):
        runtime.resolve(("left-pad",), tmp_path)


@pytest.mark.usefixtures("some_node")
def test_two_files_may_be_executed_and_the_users_folder_is_not_read(tmp_path: Path) -> None:
    put_tfjs(tmp_path / "js")
    made = runtime.resolve(("@tensorflow/tfjs",), tmp_path / "js")
    assert made.requires == ("node", "tfjs")
    assert made.program is not None
    assert made.program.path == sys.executable
    assert len(made.program.execute) <= 2
    assert "node_modules/@tensorflow/tfjs/tf.min.js" in dict(made.program.files)
    reachable = [*made.read, *made.trees, *made.listed]
    assert not [path for path in reachable if str(tmp_path).startswith(path) or path.startswith(str(tmp_path))]


@needs_node
def test_the_loader_is_the_one_the_binary_names(tmp_path: Path) -> None:
    found = runtime.find()
    assert found is not None
    loader = runtime.interpreter(Path(found.path))
    assert loader is None or ("ld" in Path(loader).name and Path(loader).is_file())
    script = tmp_path / "node"
    script.write_text("#!/bin/sh\n")
    assert runtime.interpreter(script) is None
