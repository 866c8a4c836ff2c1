"""`grade`: order kept, bad lines in their place, other keys passed through, resumable."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from drillbank.errors import UnknownQuestion
from drillbank.grading import bulk
from drillbank.grading.judge import Judge
from drillbank.model import Coding, Theory

Make = Callable[..., Coding]


def test_documents_come_in_input_order_whatever_ends_first() -> None:
    def one(number: int, line: bytes) -> dict[str, Any]:
        time.sleep(0.02 * (number % 3))
        return {"n": number}

    lines = ((n, b"") for n in range(1, 40))
    assert [d["n"] for d in bulk.graded(lines, one, 4, ahead=8)] == list(range(1, 40))


def test_memory_does_not_grow_with_the_file() -> None:
    read = 0

    def lines() -> Any:
        nonlocal read
        for number in range(1, 1000):
            read = number
            yield number, b""

    out = bulk.graded(lines(), lambda n, line: {"n": n}, 2, ahead=10)
    assert next(out)["n"] == 1
    assert read <= 11
    out.close()


@pytest.fixture
def grader(judge: Judge, make: Make) -> bulk.Grader:
    asked = make("equal(solution.f(1), 2)", "def f(x): return x + 1")

    def find(name: str) -> Coding:
        if name != "made":
            raise UnknownQuestion(name)
        return asked

    return bulk.Grader(judge, find, "en", 3)


def test_other_keys_pass_through_and_clashing_ones_go_under_input(grader: bulk.Grader) -> None:
    line = {"question": "made", "code": "def f(x): return 2", "student": "a", "score": 9, "verdict": "mine"}
    document = grader(1, json.dumps(line).encode())
    assert document["verdict"] == "accepted"
    assert document["score"] == 1.0
    assert document["student"] == "a"
    assert document["input"] == {"score": 9, "verdict": "mine"}
    assert "code" not in document


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"nonsense", "no JSON"),
        (b"[1]", "no JSON object"),
        (b"{}", '"question"'),
        (b'{"question": "made"}', '"code"'),
        (b'{"question": "made", "code": 3}', "must be a string"),
        (b'{"question": "other", "code": ""}', "no question 'other'"),
        (b'{"question": "made", "code": "", "seed": -1}', '"seed"'),
        (b"[" * 100_000, "no JSON"),
        (b"\xff\xfe", "no JSON"),
        (b'{"question": "made", "code": "' + b"x" * (5 << 20) + b'"}', "longer than"),
    ],
)
def test_a_line_that_cannot_be_graded_gives_an_error_in_its_place(grader: bulk.Grader, line: bytes, says: str) -> None:
    document = grader(7, line)
    assert set(document) == {"line", "error"}
    assert document["line"] == 7
    assert says in document["error"]


def test_a_lone_surrogate_in_an_answer_is_the_answers_fault(grader: bulk.Grader) -> None:
    document = grader(1, b'{"question": "made", "code": "x = \'\\ud800\'"}')
    assert document["verdict"] in ("syntax_error", "runtime_error")


def test_a_text_answer_is_proposed_by_key_point(judge: Judge) -> None:
    from drillbank import bank

    found = bank.load([("shipped", Path(__file__).parents[2] / "questions")], cache_dir=None).get("evaluate-llm")
    assert isinstance(found, Theory)
    grader = bulk.Grader(judge, lambda name: found, "en", None)
    document = grader(1, json.dumps({"question": "evaluate-llm", "text": "perplexity"}).encode())
    assert document["verdict"] == "proposed"
    assert [point["id"] for point in document["points"]] == [point.id for point in found.points]
