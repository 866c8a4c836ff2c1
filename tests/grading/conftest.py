"""One judge for the room's tests, and a question made in a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from drillbank.grading.judge import Judge
from drillbank.model import Coding, Limits, Mistake, Test, Text


def question(tests: str | list[tuple[str, str]], solution: str, **more: Any) -> Coding:
    """A coding question: one test's body, or (name, body) pairs."""
    pairs = [("only", tests)] if isinstance(tests, str) else tests
    wrong = more.pop("wrong", {})
    fresh = more.pop("fresh", ())
    values: dict[str, Any] = {
        "id": "made",
        "path": "made.yaml",
        "bank": "shipped",
        "title": Text(en="made"),
        "topic": "a/b",
        "level": 1,
        "minutes": 1,
        "roles": (),
        "rev": 1,
        "prompt": Text(en="made"),
        "answer": Text(en="made"),
        "limits": Limits(wall_s=1.0, memory_mb=96),
        "solution": solution,
        "tests": tuple(Test(name, code, fresh=name in fresh) for name, code in pairs),
        "wrong": tuple(Mistake(name, Text(en=name, zh=name), code) for name, code in wrong.items()),
    }
    return Coding(**{**values, **more})


@pytest.fixture(scope="package")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    with Judge.open(Path(tmp_path_factory.mktemp("scratch"))) as opened:
        yield opened


@pytest.fixture
def make() -> Callable[..., Coding]:
    return question
