from __future__ import annotations

import subprocess
from typing import Any

import pytest

from drillbank.cli.background import plan_in_background

from .screens import SMALL_BANK, MakeScreen


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    found: list[list[str]] = []

    def start(argv: list[str], **_: Any) -> None:
        found.append(argv)

    monkeypatch.setattr(subprocess, "Popen", start)
    monkeypatch.setenv("DRILLBANK_NOW", "2026-11-24T21:00:00+08:00")
    return found


@pytest.mark.parametrize(
    ("interactive", "date", "starts"),
    [(True, "2026-12-21", True), (False, "2026-12-21", False), (True, "", False), (True, "2026-11-24", False)],
)
def test_a_plan_is_made_behind_a_terminal_and_before_the_date_only(
    screen: MakeScreen, started: list[list[str]], interactive: bool, date: str, starts: bool
) -> None:
    screen().ctx.config.write("date", date)
    ctx = screen().ctx
    ctx.interactive = interactive
    plan_in_background(ctx)
    assert bool(started) is starts
    if starts:
        assert started[0][-2:] == ["plan", "--json"]
        assert started[0][3:-2] == ["drillbank", "--bank", str(SMALL_BANK), "--no-shipped-bank"]


def test_a_machine_that_cannot_start_it_goes_on(screen: MakeScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        asked.append(True)
        raise BlockingIOError

    asked: list[bool] = []
    monkeypatch.setattr(subprocess, "Popen", fail)
    monkeypatch.setenv("DRILLBANK_NOW", "2026-11-24T21:00:00+08:00")
    screen().ctx.config.write("date", "2026-12-21")
    ctx = screen().ctx
    ctx.interactive = True
    plan_in_background(ctx)
    assert asked == [True]
