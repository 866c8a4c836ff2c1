"""``runtime``: what is listed, and what can be installed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from drillbank.cli.runtime import document
from drillbank.sandbox.inspection import RuntimeState
from drillbank.sandbox.node import packages
from tests.conftest import Ran


def test_tensorflow_js_is_listed_with_its_size_or_its_remedy(drillbank: Callable[..., Ran], home: Path) -> None:
    def js() -> dict[str, object]:
        return next(entry for entry in drillbank("runtime", "--json").json["runtimes"] if entry["name"] == "js")

    assert (js()["state"], js()["remedy"]) == ("missing", "drillbank runtime install js")
    folder = home / "data" / "runtimes" / "js"
    folder.mkdir(parents=True)
    (folder / packages.FILE).write_text("x" * 1_500_000)
    (folder / "package.json").write_text('{"version": "4.22.0"}')
    assert (js()["state"], js()["version"], js()["bytes"]) == ("ready", "tfjs 4.22.0", 1_500_000)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("install", "torch"), "Only js is installed this way"),
        (("install",), "`drillbank runtime install js` gets TensorFlow.js"),
        (("remove", "js"), "`drillbank runtime install js` gets TensorFlow.js"),
    ],
)
def test_wrong_use_is_one_sentence(drillbank: Callable[..., Ran], words: tuple[str, ...], said: str) -> None:
    ran = drillbank("runtime", *words)
    assert ran.code == 2
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1


def test_without_node_the_install_says_what_to_get(drillbank: Callable[..., Ran], tmp_path: Path) -> None:
    ran = drillbank("runtime", "install", "js", env={"PATH": str(tmp_path)})
    assert ran.code == 2
    assert "install Node.js 18 or newer together with npm" in ran.err
    assert drillbank("runtime", env={"PATH": str(tmp_path)}).code == 0, "a missing one breaks nothing"


def test_a_runtime_is_the_same_on_the_screen_and_in_json() -> None:
    state = RuntimeState("js", "ready", "tfjs 4.22.0", 7)
    assert document(state) == {"name": "js", "state": "ready", "version": "tfjs 4.22.0", "bytes": 7, "remedy": ""}
