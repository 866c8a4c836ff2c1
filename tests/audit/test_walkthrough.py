"""CONTRIBUTING.md walks an author from an idea to a commit: every line of that walk, followed literally in a copy."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent.parent
QUESTION = "questions/coding/evaluation/my-first-question.yaml"


def steps() -> list[str]:
    """The shell blocks of the walk, in order."""
    text = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    walk = text.split("### From an idea to a merged question\n", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"^```sh\n(.*?)^```$", walk, re.MULTILINE | re.DOTALL)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A committed copy of what a checkout holds, with a ``drillbank`` of its own on the path."""
    root = tmp_path / "checkout"
    skip = shutil.ignore_patterns("__pycache__", "canary-*")
    for name in ("src", "questions", "docs"):
        shutil.copytree(REPOSITORY / name, root / name, ignore=skip)
    for name in ("pyproject.toml", "README.md", "CONTRIBUTING.md"):
        shutil.copy(REPOSITORY / name, root / name)
    program = tmp_path / "bin" / "drillbank"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{root}/src" exec "{sys.executable}" -P -m drillbank "$@"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    run(root, "git init -q -b main && echo __pycache__/ >.gitignore && git add . && git commit -qm Start")
    return root


def run(root: Path, script: str) -> subprocess.CompletedProcess[str]:
    names = {f"GIT_{who}_{what}": "author@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    path = f"{root.parent / 'bin'}:{os.environ['PATH']}"
    return subprocess.run(
        ["/bin/sh", "-eu", "-c", script],
        cwd=root,
        env={**os.environ, **names, "PATH": path, "GIT_CONFIG_GLOBAL": os.devnull},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )


def test_the_walk_ends_in_a_commit_of_a_proved_question(checkout: Path) -> None:
    done = [run(checkout, step) for step in steps()]
    assert [step.returncode for step in done] == [0] * 5, "\n".join(step.stdout + step.stderr for step in done)
    skeleton, finished, proved, _, _ = done
    assert skeleton.stdout.startswith(f"{QUESTION}\n")  # where the new file stands
    assert skeleton.stdout.endswith("as it should be\n")
    assert f"{QUESTION}:4: title.zh:" in skeleton.stdout
    assert "1 question: 0 errors, 0 warnings" in finished.stderr
    assert "Precision of the first k results" in finished.stdout
    assert "my-first-question: proved · 4 tests · 4/4 mistakes" in proved.stdout
    assert "divides-by-returned" in proved.stdout
    committed = run(checkout, "git show --name-only --format=%s").stdout.split("\n\n")[1].split()
    assert committed == ["docs/bank.md", QUESTION, "questions/proofs.json"]
    assert run(checkout, "git status --porcelain").stdout == ""


def test_what_the_walk_leaves_behind_passes_what_ci_runs_of_it(checkout: Path) -> None:
    for step in steps()[:4]:
        run(checkout, step)
    assert run(checkout, f"drillbank bank check {QUESTION}").returncode == 0
    assert run(checkout, "drillbank show my-first-question").stdout.splitlines()[2].endswith("mutants killed")
    assert run(checkout, "drillbank bank coverage --markdown | cmp - docs/bank.md").returncode == 0
    row = next(line for line in (checkout / "docs/bank.md").read_text().splitlines() if "my-first-question" in line)
    assert row.startswith("| `my-first-question` Precision of the first k results | 4 | 4 | 1 |")
