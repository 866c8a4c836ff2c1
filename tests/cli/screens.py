"""Screens without a terminal: a context whose output is a string, and answers that come from a list of lines."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from drillbank.cli.context import Context
from drillbank.cli.dialogue import Dialogue
from drillbank.cli.globals import GlobalOptions
from drillbank.cli.out import Out

SMALL_BANK = Path(__file__).resolve().parent.parent / "banks" / "small"


class Screen:
    """A plain dialogue that was told its answers beforehand; ``text`` is what it showed."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, lines: str = "", *, lang: str = "en", columns: int = 80
    ) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))
        monkeypatch.setenv("COLUMNS", str(columns))
        self.ctx = Context(GlobalOptions(banks=(str(SMALL_BANK),), lang=lang, no_shipped_bank=True, plain=True))
        self._stdout = io.StringIO()
        self.ctx.out = Out(plain=True, colour=False, stdout=self._stdout, stderr=io.StringIO())
        self.dialogue = Dialogue(self.ctx)
        self.page = self.dialogue.page

    @property
    def text(self) -> str:
        return self._stdout.getvalue()


MakeScreen = Callable[..., Screen]
