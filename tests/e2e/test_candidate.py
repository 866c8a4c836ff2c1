"""A simulated candidate lives through 28 days with the program, as a script would drive it.

She has the memory of FSRS itself, a different luck at each question, and answers what `today --json` asks through
`answer`; of a coding question she hands in the solution or a named mistake, and it is judged.  One process runs all
command lines, because starting Python a thousand times would measure that; with ``--own-processes`` each has its own.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import fsrs
import pytest

from drillbank.cli.main import run

FIRST_DAY = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
DAYS = 28
MINUTES = 20
THEORY = 120
KATAS, MINUTES_WITH_CODE, KATA_MINUTES = 24, 30, 8
FIRST = (0.24, 0.094, 0.495, 0.171)

QUESTION = """\
title: {{en: Question {id}}}
topic: {topic}
level: {level}
minutes: 2
roles: [general]
rev: 1
prompt: {{en: "What is {id}?"}}
answer: {{en: "It is {id}."}}
points:
  - {{id: one, core: true, weight: 1, claim: {{en: "{id}"}}, accept: {{en: ["{id}"]}}, reject: {{en: ["never {id}"]}}}}
"""


KATA = """\
title: {{en: Kata {id}}}
topic: alpha/leaf
level: 2
minutes: {minutes}
roles: [general]
rev: 1
prompt: {{en: "Implement `add(a, b)`, the sum of two numbers and {n}."}}
answer: {{en: "Add all three."}}
task: implement
language: python
starter: |
  def add(a, b):
      raise NotImplementedError
solution: |
  def add(a, b):
      return a + b + {n}
oracle: |
  def add(a, b):
      return sum([a, b, {n}])
tests:
  - name: small
    says: {{en: small whole numbers}}
    code: |
      equal(solution.add(1, 2), 3 + {n})
wrong:
  - id: minus
    says: {{en: It subtracts}}
    code: |
      def add(a, b):
          return a - b + {n}
hints:
  - {{en: Think of the plus sign.}}
examples:
  - {{call: "add(1, 2)", gives: "{sum}"}}
"""


class Candidate:
    """What she really remembers."""

    def __init__(self, seed: int) -> None:
        self.luck = random.Random(seed)
        self.scheduler = fsrs.Scheduler(enable_fuzzing=False)
        self.cards: dict[str, fsrs.Card] = {}

    def rating(self, question: str, day: datetime) -> int:
        card = self.cards.get(question)
        if card is None:
            return self.luck.choices((1, 2, 3, 4), FIRST)[0]
        if self.luck.random() >= self.scheduler.get_card_retrievability(card, day):
            return 1
        return self.luck.choices((2, 3, 4), (0.224, 0.631, 0.145))[0]

    def answers(self, question: str, day: datetime) -> int:
        rating = self.rating(question, day)
        card = self.cards.get(question) or fsrs.Card(card_id=0, due=day)
        self.cards[question], _ = self.scheduler.review_card(card, fsrs.Rating(rating), day)
        return rating

    def recall(self, day: datetime, questions: int) -> float:
        return sum(self.scheduler.get_card_retrievability(card, day) for card in self.cards.values()) / questions


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    root = tmp_path / "bank"
    root.mkdir()
    (root / "topics.yaml").write_text(
        "- {id: alpha, title: {en: Alpha}, leaves: [{id: leaf, title: {en: Leaf}}]}\n"
        "- {id: beta, title: {en: Beta}, leaves: [{id: leaf, title: {en: Leaf}}]}\n"
    )
    for n in range(THEORY):
        topic = ("alpha/leaf", "beta/leaf")[n % 2]
        folder = root / "theory" / topic.partition("/")[0]
        folder.mkdir(parents=True, exist_ok=True)
        text = QUESTION.format(id=f"item-{n:03}", topic=topic, level=1 + n % 4)
        (folder / f"item-{n:03}.yaml").write_text(text)
    return root


@pytest.fixture
def bank_with_code(bank: Path) -> Path:
    folder = bank / "coding" / "alpha"
    folder.mkdir(parents=True)
    for n in range(KATAS):
        text = KATA.format(id=f"kata-{n:02}", n=n, sum=3 + n, minutes=KATA_MINUTES)
        (folder / f"kata-{n:02}.yaml").write_text(text)
    return bank


Command = Callable[..., Any]


@pytest.fixture
def command(bank: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Command:
    words_of_all = ["--no-shipped-bank", "--bank", str(bank)]

    def alone(moment: datetime, *words: str, stdin: str = "") -> Any:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "drillbank", *words_of_all, *words, "--json"],
            env={**os.environ, "DRILLBANK_NOW": moment.isoformat()},
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def call(moment: datetime, *words: str, stdin: str = "") -> Any:
        monkeypatch.setenv("DRILLBANK_NOW", moment.isoformat())
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run([*words_of_all, *words, "--json"])
        assert code == 0, err.getvalue()
        return json.loads(out.getvalue())

    return alone if request.config.getoption("--own-processes") else call


def answer(command: Command, candidate: Candidate, question: str, evening: datetime, folder: Path) -> Any:
    """What the program says of the answer that her memory gives."""
    rating = candidate.answers(question, evening.replace(hour=0))
    words = ["answer", question, "--confidence", "2", "--seconds", "60"]
    if not question.startswith("kata-"):
        return command(evening, *words, "--rating", str(rating), stdin="what she says")
    n, sign = int(question.removeprefix("kata-")), "-" if rating == 1 else "+"
    file = folder / "answer.py"
    file.write_text(f"def add(a, b):\n    return a {sign} b + {n}\n")
    told = command(evening, *words, "--file", str(file), *(() if rating == 1 else ("--rating", str(rating))))
    assert told["verdict"] == ("wrong_answer" if rating == 1 else "accepted")
    assert [d["wrong"] for d in told["diagnosis"]] == (["minus"] if rating == 1 else [])
    assert told["rating"] == rating
    return told


def live(
    command: Command, folder: Path, *, minutes: int, questions: int, missed: frozenset[int]
) -> tuple[list[float], float]:
    """The readiness promised at each plan, and what she really knows on the day."""
    interview = (FIRST_DAY + timedelta(days=DAYS)).date()
    start = command(
        FIRST_DAY, "init", "--date", interview.isoformat(), "--minutes", str(minutes), "--placement", "skip"
    )
    assert start["plan"]["days"] == DAYS
    candidate = Candidate(4)
    promised = [start["plan"]["readiness"]]
    longest = 0.0
    for number in range(DAYS):
        evening = FIRST_DAY + timedelta(days=number)
        if number in missed:
            continue
        if number % 7 == 0 or number - 1 in missed:
            promised.append(command(evening, "plan")["readiness"])
        spent = 1.0  # the close
        for entry in command(evening, "today")["queue"]:
            told = answer(command, candidate, entry["question"], evening, folder)
            assert told["due"] <= interview.isoformat()
            spent += entry["minutes"]
        longest = max(longest, spent)
        assert spent <= minutes * 1.1
    assert longest > minutes * 0.8, "the minutes are used"
    day = FIRST_DAY + timedelta(days=DAYS)
    later = command(day + timedelta(days=1), "today")
    assert "worth" not in {entry["why"] for entry in later["queue"]}
    assert command(day + timedelta(days=1), "stats")["forecast"] is None
    reached = candidate.recall(day.replace(hour=0), questions)
    print(f"promised {promised}, reached {reached:.3f}, {len(candidate.cards)} of {questions} asked")
    return promised, reached


@pytest.mark.slow
@pytest.mark.parametrize("missed", [frozenset(), frozenset({5, 6, 7, 15})], ids=["every-day", "four-days-missed"])
def test_twenty_eight_days_stay_in_their_minutes_and_end_as_promised(
    command: Command, tmp_path: Path, missed: frozenset[int]
) -> None:
    promised, reached = live(command, tmp_path, minutes=MINUTES, questions=THEORY, missed=missed)
    assert reached == pytest.approx(promised[-1], abs=0.05)
    if not missed:
        assert reached == pytest.approx(promised[0], abs=0.05)


@pytest.mark.slow
def test_twenty_eight_days_with_code_stay_in_their_minutes_and_end_as_promised(
    bank_with_code: Path, command: Command, tmp_path: Path
) -> None:
    questions = THEORY + KATAS
    promised, reached = live(command, tmp_path, minutes=MINUTES_WITH_CODE, questions=questions, missed=frozenset({9}))
    assert reached == pytest.approx(promised[0], abs=0.05)
    assert reached == pytest.approx(promised[-1], abs=0.05)
