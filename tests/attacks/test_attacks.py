"""No attack succeeds, and each would have succeeded without the sandbox."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import catalogue
import client
import pytest

import drillbank


@pytest.mark.parametrize("name", catalogue.names())
def test_attack_is_stopped(name: str, identity: str, benches: client.Benches) -> None:
    reply = benches.ask(identity, do="attack", name=name)
    assert "error" not in reply, f"{reply['error']}\n{reply.get('trace')}"
    assert not reply["faults"], f"{catalogue.read(name).attempt} {reply}"


@pytest.mark.parametrize(
    "name", [name for name in catalogue.names() if not catalogue.read(name).control.startswith("none")]
)
def test_attack_works_unconfined(name: str, identity: str, benches: client.Benches) -> None:
    control = catalogue.read(name).control
    if control == "root" and (identity == "user" or os.getuid()):
        pytest.skip("only root could do this at all")
    if identity == "user" and catalogue.read(name).proof == "limits":
        pytest.skip("who runs it makes no difference to a resource; tried as the other identity")
    reply = benches.ask(identity, do="control", name=name)
    assert "error" not in reply, f"{reply['error']}\n{reply.get('trace')}"
    if control == "kernel" and not reply["worked"]:
        pytest.skip(f"not offered by this kernel: {reply['printed'][-200:]}")
    assert reply["worked"], reply


def test_judge_works_when_it_lies_in_a_temporary_folder(tmp_path: Path) -> None:
    """A private /tmp must not hide the package, its interpreter or its libraries from the processes that need them."""
    shutil.copytree(
        Path(drillbank.__file__).parent, tmp_path / "drillbank", ignore=shutil.ignore_patterns("__pycache__")
    )
    (tmp_path / "scratch").mkdir()
    program = (
        "import sys\nfrom pathlib import Path\nimport programs\nfrom drillbank.grading.judge import Judge\n"
        "with Judge.open(Path(sys.argv[1])) as judge:\n"
        "    for name in programs.HONEST:\n"
        "        print(judge.grade(programs.QUESTIONS[name], programs.HONEST[name], seed=1).outcome)\n"
    )
    env = {
        "PATH": os.defpath,
        "HOME": str(tmp_path),
        "PYTHONPATH": os.pathsep.join([str(tmp_path), str(catalogue.HERE)]),
    }
    command = [sys.executable, "-B", "-c", program, tmp_path / "scratch"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["accepted"] * 3, done.stderr[-1500:]


def test_suite_covers_every_family() -> None:
    families = Counter(name.partition("/")[0] for name in catalogue.names())
    assert families.keys() == {"reads", "writes", "network", "processes", "resources", "leaks", "terminal"}
    assert min(families.values()) >= 15
    assert families.total() >= 130


def test_missing_controls_carry_their_reason() -> None:
    for name in catalogue.names():
        control = catalogue.read(name).control
        assert control in ("yes", "root", "kernel") or control.startswith("none, because "), name
