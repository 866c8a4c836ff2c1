"""A simulated candidate lives through 28 days with the program, as a script would drive it.

She has the memory of FSRS itself, a different luck at each question, and answers what `today --json` asks through
`answer`.  One process runs all command lines, because starting Python a thousand times would measure that.
"""

from __future__ import annotations

import contextlib
import io
import json
import random
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
def command(bank: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    def call(moment: datetime, *words: str, stdin: str = "") -> Any:
        monkeypatch.setenv("DRILLBANK_NOW", moment.isoformat())
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(["--no-shipped-bank", "--bank", str(bank), *words, "--json"])
        assert code == 0, err.getvalue()
        return json.loads(out.getvalue())

    return call


@pytest.mark.slow
@pytest.mark.parametrize("missed", [frozenset(), frozenset({5, 6, 7, 15})], ids=["every-day", "four-days-missed"])
def test_twenty_eight_days_stay_in_their_minutes_and_end_as_promised(
    command: Callable[..., Any], missed: frozenset[int]
) -> None:
    interview = (FIRST_DAY + timedelta(days=DAYS)).date()
    start = command(
        FIRST_DAY, "init", "--date", interview.isoformat(), "--minutes", str(MINUTES), "--placement", "skip"
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
            rating = candidate.answers(entry["question"], evening.replace(hour=0))
            words = ("--rating", str(rating), "--confidence", "2", "--seconds", "60")
            told = command(evening, "answer", entry["question"], *words, stdin="what she says")
            assert told["due"] <= interview.isoformat()
            spent += entry["minutes"]
        longest = max(longest, spent)
        assert spent <= MINUTES * 1.1
    assert longest > MINUTES * 0.8, "the minutes are used"
    day = FIRST_DAY + timedelta(days=DAYS)
    reached = candidate.recall(day.replace(hour=0), THEORY)
    assert reached == pytest.approx(promised[-1], abs=0.05)
    if not missed:
        assert reached == pytest.approx(promised[0], abs=0.05)
    later = command(day + timedelta(days=1), "today")
    assert "worth" not in {entry["why"] for entry in later["queue"]}
    assert command(day + timedelta(days=1), "stats")["forecast"] is None
