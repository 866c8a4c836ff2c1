"""From an empty home to the first question, in a terminal."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from .terminal import Terminal

Start = Callable[..., Terminal]
CTRL_D = "\x04"
SOON = "2026-12-21"
NOW = {"DRILLBANK_NOW": "2026-11-24T21:00:00+08:00"}


def test_a_newcomer_is_at_her_first_question_in_less_than_ninety_seconds(terminal: Start, home: Path) -> None:
    start = time.monotonic()
    setup = terminal("init", **NOW)
    setup.expect("Enter keep")
    setup.type("2")
    setup.expect("Role")
    setup.expect("Enter keep")
    setup.type("4")
    for label, answer in (("Interview date", SOON), ("Minutes on a normal day", "20"), ("Editor command", "")):
        setup.expect(label)
        setup.expect("> ")
        setup.type(answer + "\r")
    for place in ("[1/2]", "[2/2]"):
        setup.expect(place)
        setup.expect("skip the rest")
        setup.type("3")
    setup.expect("will hold")
    setup.expect("Enter start")
    setup.type("\r")
    setup.expect("certain")
    assert time.monotonic() - start < 90
    setup.type("q")
    assert setup.wait() == 0
    written = (home / "config" / "config.toml").read_text()
    assert f'date = "{SOON}"' in written
    assert "minutes = 20" in written


def test_ctrl_d_leaves_without_taking_the_defaults(terminal: Start, home: Path) -> None:
    setup = terminal("init", **NOW)
    setup.expect("Enter keep")
    setup.type(CTRL_D)
    assert setup.wait() == 130
    assert not (home / "config" / "config.toml").exists()
