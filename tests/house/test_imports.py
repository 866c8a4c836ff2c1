"""Imports are a budget: what each command may not load before it answers, looked up in sys.modules."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

# Runs one command line and leaves the names of the loaded modules in a file; at a prompt SIGUSR1 asks for them.
PROBE = """
import signal, sys
report, argv = sys.argv[1], sys.argv[2:]
def leave(*_):
    with open(report, "w") as out:
        out.write("\\n".join(sys.modules))
signal.signal(signal.SIGUSR1, leave)
from drillbank.cli.main import run
code = run(argv)
leave()
sys.exit(code)
"""

HEAVY = {"numpy", "scipy", "sklearn", "joblib", "fsrs"}
COMMANDS: dict[str, set[str]] = {
    "--version": HEAVY | {"rich", "yaml", "sqlite3", "typer", "platformdirs", "drillbank.bank", "drillbank.study"},
    "--help": HEAVY | {"rich", "yaml", "sqlite3", "drillbank.bank", "drillbank.study", "drillbank.sandbox"},
    "list --json": HEAVY | {"rich", "yaml", "drillbank.sandbox", "drillbank.exchange"},
    "list": HEAVY | {"rich", "yaml", "drillbank.sandbox", "drillbank.exchange"},
    "search attention": HEAVY | {"rich", "yaml", "drillbank.sandbox", "drillbank.exchange"},
    "show binary-report": HEAVY | {"rich", "drillbank.sandbox", "drillbank.exchange"},
    "config": HEAVY | {"rich", "yaml", "sqlite3", "drillbank.bank", "drillbank.study"},
    "stats --json": {"numpy", "scipy", "sklearn", "joblib", "rich", "yaml", "drillbank.sandbox"},
}
FIRST_PROMPT = HEAVY | {"yaml", "drillbank.sandbox", "drillbank.exchange"}
PROMPT = b"certain"  # the last word of the scale of confidence, after which a key is awaited


def loaded(report: Path) -> set[str]:
    return set(report.read_text().split("\n"))


@pytest.mark.parametrize("command", COMMANDS)
def test_command_stays_within_its_budget(command: str, tmp_path: Path) -> None:
    report = tmp_path / "modules"
    for _ in range(2):  # the first run fills the snapshot: the budget is the warm path's
        done = subprocess.run(
            [sys.executable, "-c", PROBE, str(report), *command.split()],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
    assert loaded(report) & COMMANDS[command] == set()
    assert "drillbank.cli.main" in loaded(report)


def test_first_prompt_of_today_stays_within_its_budget(tmp_path: Path) -> None:
    report = tmp_path / "modules"
    argv = [sys.executable, "-c", PROBE, str(report), "today"]
    seen = at_prompt(argv, report)
    report.unlink()
    seen = at_prompt(argv, report)
    assert PROMPT in seen
    assert loaded(report) & FIRST_PROMPT == set()
    assert "drillbank.study.session" in loaded(report)


def at_prompt(argv: list[str], report: Path, limit_s: float = 60) -> bytes:
    """Start ``argv`` on a terminal, have it write ``report`` at its first prompt, kill it; returns what it showed."""
    pid, terminal = pty.fork()
    if pid == 0:
        try:
            os.execve(argv[0], argv, {**os.environ, "TERM": "xterm"})
        finally:
            os._exit(127)
    seen = b""
    until = time.monotonic() + limit_s
    asked = False
    try:
        while not report.exists() and time.monotonic() < until:
            if select.select([terminal], [], [], 0.05)[0]:
                try:
                    seen += os.read(terminal, 65536)
                except OSError:  # it ended
                    break
            elif PROMPT in seen and not asked:
                os.kill(pid, signal.SIGUSR1)
                asked = True
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)
    assert report.exists(), seen.decode(errors="replace")[-2000:]
    return seen
