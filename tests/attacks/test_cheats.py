"""No wrong answer is accepted, whatever it does; a naive judge accepts many of the same."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import client
import programs
import pytest

CHEATS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("cheats/*.py"))}
PAIRS = [
    (name, question)
    for name, code in CHEATS.items()
    for question in next(line for line in code.splitlines() if line.startswith("# against:")).split()[2:]
]


@pytest.mark.parametrize(("name", "question"), PAIRS)
def test_cheat_is_not_accepted(name: str, question: str, identity: str, benches: client.Benches) -> None:
    reply = benches.ask(identity, do="cheat", question=question, code=CHEATS[name])
    assert "error" not in reply, f"{reply['error']}\n{reply.get('trace')}"
    assert reply["outcome"] not in ("accepted", "judge_error"), f"{CHEATS[name].splitlines()[0]} {reply}"


@pytest.mark.parametrize("question", programs.QUESTIONS)
def test_honest_answer_is_accepted(question: str, identity: str, benches: client.Benches) -> None:
    reply = benches.ask(identity, do="cheat", question=question, code=programs.HONEST[question])
    assert reply.get("outcome") == "accepted", reply


def naive(name: str, question: str, code: str, folder: Path) -> bool:
    """Whether an in-process judge accepts it (exit status 0)."""
    here = Path(__file__).parent
    command = [sys.executable, "-B", here / "naive.py", question]
    try:
        done = subprocess.run(
            command, input=code, text=True, capture_output=True, cwd=folder, timeout=5, start_new_session=True
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def test_naive_judge_accepts_many_of_them(tmp_path: Path) -> None:
    assert all(naive("honest", question, code, tmp_path) for question, code in programs.HONEST.items())
    first = dict(reversed(PAIRS))  # each cheat against the first question it names

    def fooled(name: str) -> bool:
        folder = tmp_path / name
        folder.mkdir()
        return naive(name, first[name], CHEATS[name], folder)

    with ThreadPoolExecutor(2) as pool:
        accepted = [name for name, yes in zip(first, pool.map(fooled, first), strict=True) if yes]
    assert len(accepted) > 15, accepted


def test_there_are_many_ways_to_cheat() -> None:
    assert len(CHEATS) >= 45
