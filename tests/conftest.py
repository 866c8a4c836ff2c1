"""What every test shares: a world of its own (home, language, clock), and the program as a user starts it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

REPOSITORY = Path(__file__).resolve().parent.parent

# A shared, busy machine makes single examples slow by chance; a time limit per example would only be noise.
settings.register_profile("drillbank", deadline=None)
settings.load_profile("drillbank")

# What a developer's shell may hold and a test must not feel.
_OUTSIDE = (
    "DRILLBANK_NOW",
    "LC_ALL",
    "LC_MESSAGES",
    "NO_COLOR",
    "ACCESSIBLE",
    "VISUAL",
    "EDITOR",
    "COLUMNS",
    "FORCE_COLOR",
    "TTY_COMPATIBLE",
    "PYTHONPATH",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--crashes", type=int, default=3, help="how often each crash test kills the program")
    parser.addoption("--own-processes", action="store_true", help="the candidate starts a process for every command")


@dataclass(frozen=True, slots=True)
class Ran:
    """One finished run of the program."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """stdout as the one JSON document it has to be."""
        return json.loads(self.out)


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh DRILLBANK_HOME for this test, with nothing of the machine's own settings."""
    folder = tmp_path_factory.mktemp("home", numbered=True)
    for name in _OUTSIDE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("DRILLBANK_HOME", str(folder))
    return folder


@pytest.fixture
def drillbank(home: Path, tmp_path: Path) -> Callable[..., Ran]:
    """Run ``drillbank ARGS`` as its own process, stdin closed or given, in an empty folder; returns Ran."""

    def run(*args: str, stdin: str = "", env: Mapping[str, str] | None = None, timeout: float = 120) -> Ran:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "drillbank", *args],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env={**os.environ, **(env or {})},
            timeout=timeout,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run
