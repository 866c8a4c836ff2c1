"""Screens and the small bank."""

from __future__ import annotations

import functools

import pytest

from .screens import MakeScreen, Screen


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> MakeScreen:
    """Make a Screen: ``screen("4\\nmy answer\\n.\\n", lang="zh", columns=60)``."""
    return functools.partial(Screen, monkeypatch)
