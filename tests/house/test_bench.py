"""scripts/bench: one file is one bench, and a missed goal is seen."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from types import ModuleType

import pytest

from .conftest import REPOSITORY

BENCHES = REPOSITORY / "scripts" / "bench.d"


@pytest.fixture(scope="module")
def measure() -> ModuleType:
    spec = importlib.util.spec_from_file_location("_measure", BENCHES / "_measure.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["_measure"] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    return module


def bench(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(BENCHES / "__main__.py"), *args], capture_output=True, encoding="utf-8", timeout=60
    )


def test_every_file_is_listed_with_what_it_measures() -> None:
    done = bench()
    assert done.returncode == 0
    listed = {line.split()[1]: line.split(maxsplit=2)[2] for line in done.stdout.splitlines()}
    assert set(listed) == {path.stem for path in BENCHES.glob("[!_]*.py")}
    assert all(len(says) > 20 for says in listed.values())


def test_unknown_bench_is_one_sentence() -> None:
    done = bench("clii")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "cli" in done.stderr


def test_cpu_of_a_run_is_its_own(measure: ModuleType) -> None:
    busy = [sys.executable, "-c", "import time\nwhile time.process_time() < 0.3: pass"]
    idle = [sys.executable, "-c", "import time\ntime.sleep(0.3)"]
    assert measure.to_end(busy, os.environ).cpu_s >= 0.3
    assert measure.to_end(idle, os.environ).cpu_s < 0.25
    assert measure.to_end(idle, os.environ).wall_s >= 0.3


def test_failed_run_is_no_sample(measure: ModuleType) -> None:
    with pytest.raises(RuntimeError, match="ended with 3"):
        measure.to_end([sys.executable, "-c", "raise SystemExit(3)"], os.environ)


def test_run_to_a_prompt_stops_there(measure: ModuleType) -> None:
    asks = [sys.executable, "-c", "input('ready: ')\nwhile True: pass"]
    assert 0 < measure.to_prompt(asks, os.environ, "ready: ").cpu_s < 0.3
    with pytest.raises(RuntimeError, match="showed no"):
        measure.to_prompt([sys.executable, "-c", "print('bye')"], os.environ, "ready: ")


def test_missed_goal_is_told(measure: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    rows = {
        "base": (lambda: measure.Sample(0.010, 0.010), None),
        "good": (lambda: measure.Sample(0.050, 0.060), 0.040),
    }
    assert measure.table(rows, 15) is True
    assert "over the goal" not in capsys.readouterr().out
    rows["bad"] = (lambda: measure.Sample(0.060, 0.060), 0.040)
    assert measure.table(rows, 15) is False
    row = capsys.readouterr().out.splitlines()[-1]
    assert row.split()[:5] == ["bad", "60.0", "50.0", "40", "6.00"]
    assert row.endswith("over the goal")
