"""CPU of the command line over a bare Python: --version, list --json, the first prompt of today, scripts/drill.

--runs N (at least 15; default 15).  Ends with 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from _measure import table, to_end, to_prompt

REPOSITORY = Path(__file__).resolve().parent.parent.parent
PYTHON = Path(sys.executable)
DRILLBANK = PYTHON.with_name("drillbank")
DRILL = REPOSITORY / "scripts" / "drill"

# The goals of the first release, seconds of CPU over `python -c pass`.
VERSION_S, LIST_S, TODAY_S = 0.090, 0.150, 0.300


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="scripts/bench cli", description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = max(15, parser.parse_args(argv).runs)
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "DRILLBANK_HOME": home, "LANG": "C.UTF-8", "TERM": "xterm"}
        for name in ("LC_ALL", "LC_MESSAGES", "ACCESSIBLE", "NO_COLOR", "PYTHONDONTWRITEBYTECODE"):
            env.pop(name, None)
        met = table(
            {
                "python -c pass": (lambda: to_end([str(PYTHON), "-c", "pass"], env), None),
                "drillbank --version": (lambda: to_end([str(DRILLBANK), "--version"], env), VERSION_S),
                "scripts/drill --version": (lambda: to_end([str(DRILL), "--version"], env), None),
                "drillbank list --json": (lambda: to_end([str(DRILLBANK), "list", "--json"], env), LIST_S),
                "drillbank today, prompt": (lambda: to_prompt([str(DRILLBANK), "today"], env, "certain"), TODAY_S),
            },
            runs,
        )
    return 0 if met else 1
