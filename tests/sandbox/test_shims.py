"""Honest calls that a layer refuses are answered so that their callers go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from drillbank.grading.judge import Judge
from tests.sandbox.test_layers import asked, outcome

SNIPPETS = {
    "touch": """
import pathlib, os
def attack(x):
    pathlib.Path('new').touch()
    return os.path.exists('new')
""",
    "touch-twice": """
import pathlib
def attack(x):
    pathlib.Path('new').touch()
    pathlib.Path('new').touch()
    return True
""",
    "copy": """
import shutil
def attack(x):
    open('a', 'w').write('x')
    shutil.copy2('a', 'b')
    return open('b').read() == 'x'
""",
    "missing-utime": """
import os
def attack(x):
    try: os.utime('none')
    except FileNotFoundError: return True
""",
    "missing-chmod": """
import os
def attack(x):
    try: os.chmod('none', 0o600)
    except FileNotFoundError: return True
""",
}


@pytest.mark.parametrize("code", SNIPPETS.values(), ids=SNIPPETS)
def test_metadata_calls_look_like_they_worked(tmp_path: Path, code: str) -> None:
    with Judge.open(tmp_path) as judge:
        assert outcome(judge, code) == "True"


def test_metadata_of_files_outside_stays_as_it_was(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("x")
    victim.chmod(0o640)
    before = victim.stat()
    code = "import os\ndef attack(p):\n    os.chmod(p, 0o777)\n    os.utime(p, (1, 1))\n    return 'done'"
    with Judge.open(tmp_path / "scratch") as judge:
        outcome(judge, code, str(victim))
    after = victim.stat()
    assert (after.st_mode, after.st_mtime_ns) == (before.st_mode, before.st_mtime_ns)


def test_thread_pools_can_be_limited(tmp_path: Path) -> None:
    code = (
        "import threadpoolctl\ndef attack(x):\n    with threadpoolctl.threadpool_limits(1):\n"
        "        return len(threadpoolctl.threadpool_info()) > 0"
    )
    with Judge.open(tmp_path) as judge:
        verdict = judge.grade(asked(given="TARGET = 1", requires=("numpy", "scikit-learn")), code, seed=1)
        assert verdict.tests[0].message == "True"
