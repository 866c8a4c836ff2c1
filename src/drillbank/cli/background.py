"""The plan for the next sitting is made while nobody waits: by a process of its own that outlives this one."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from drillbank.cli.context import Context


def plan_in_background(ctx: Context) -> None:
    """Start `drillbank plan` behind the screen where there is a terminal and an interview ahead; never waits."""
    wanted = ctx.config.get("date")
    if not ctx.interactive or not wanted or date.fromisoformat(str(wanted)) <= ctx.now().date():
        return
    options = [word for folder in ctx.options.banks for word in ("--bank", str(Path(folder).absolute()))]
    options += ["--home", str(Path(ctx.options.home).absolute())] if ctx.options.home else []
    options += ["--no-shipped-bank"] if ctx.options.no_shipped_bank else []
    try:
        subprocess.Popen(
            [sys.executable, "-P", "-m", "drillbank", *options, "plan", "--json"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_yield if os.name == "posix" else None,
        )
    except OSError:
        pass  # no memory for it now: `plan` makes it when asked


def _yield() -> None:
    os.nice(10)
