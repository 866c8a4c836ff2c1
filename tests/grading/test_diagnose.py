"""A failing answer is told which known mistake it behaves like, by behaviour and not by text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from drillbank.grading.judge import Judge
from drillbank.model import Coding

Make = Callable[..., Coding]

SOFTMAX = """
import numpy as np
def softmax(x):
    x = np.asarray(x, dtype=float)
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
"""
WRONG = {
    "wrong-axis": "import numpy as np\ndef softmax(x):\n    e = np.exp(x - x.max())\n    return e / e.sum(axis=0)",
    "no-shift": "import numpy as np\ndef softmax(x):\n    e = np.exp(x)\n    return e / e.sum(axis=-1, keepdims=True)",
    "whole": "import numpy as np\ndef softmax(x):\n    e = np.exp(x - x.max())\n    return e / e.sum()",
    "looping": "def softmax(x):\n    while True: pass",
    "no-python": "def softmax(",
}
TESTS = [
    ("values", "x = rng.normal(size=(3, 5))\nclose(solution.softmax(x), reference.softmax(x))"),
    ("large", "x = np.array([[1e4, 0.0, 1.0]])\nclose(solution.softmax(x), [[1.0, 0.0, 0.0]])"),
]
REWRITTEN = {
    "wrong-axis": (
        "import numpy\ndef softmax(x):\n    top = max(map(max, x))\n    s = [[0.0] * len(x[0]) for _ in x]\n"
        "    for j in range(len(x[0])):\n        col = [numpy.exp(r[j] - top) for r in x]\n"
        "        for i, v in enumerate(col): s[i][j] = v / sum(col) if sum(col) else numpy.nan\n"
        "    return numpy.array(s)"
    ),
    "no-shift": "import numpy as n\ndef softmax(z):\n    return n.array([n.exp(r) / n.exp(r).sum() for r in z])",
    "whole": (
        "import numpy as np\ndef softmax(x):\n    flat = np.exp(x.ravel() - x.max() + 1)\n"
        "    return (flat / flat.sum()).reshape(x.shape)"
    ),
}


@pytest.fixture
def asked(make: Make) -> Coding:
    return make(TESTS, SOFTMAX, requires=("numpy",), wrong={k: v for k, v in WRONG.items() if k != "looping"})


@pytest.mark.parametrize("name", ["wrong-axis", "no-shift", "whole"])
def test_a_named_mistake_is_named(judge: Judge, asked: Coding, name: str) -> None:
    verdict = judge.grade(asked, WRONG[name], seed=2)
    assert verdict.outcome == "wrong_answer"
    assert [found.wrong for found in verdict.diagnosis] == [name]


@pytest.mark.parametrize("name", REWRITTEN)
def test_a_rewritten_mistake_is_named_too(judge: Judge, asked: Coding, name: str) -> None:
    verdict = judge.grade(asked, REWRITTEN[name], seed=2)
    assert [found.wrong for found in verdict.diagnosis] == [name], verdict.tests


def test_another_mistake_is_not_named_after_a_known_one(judge: Judge, asked: Coding) -> None:
    other = (
        "import numpy as np\ndef softmax(x):\n    e = np.exp(2 * (x - x.max()))\n"
        "    return e / e.sum(-1, keepdims=True)"
    )
    assert judge.grade(asked, other, seed=2).diagnosis == ()


def test_a_dtype_is_part_of_a_mistake(judge: Judge, make: Make) -> None:
    asked = make(
        "out = solution.f(np.ones(3, np.float32))\nassert out.dtype == np.float32",
        "def f(x): return x * 2",
        requires=("numpy",),
        wrong={"upcast": "def f(x): return (x * 2).astype('float64')"},
    )
    verdict = judge.grade(asked, "import numpy as np\ndef f(x): return np.multiply(x, 2, dtype=np.float64)", seed=1)
    assert [found.wrong for found in verdict.diagnosis] == ["upcast"]


def test_mutation_of_an_argument_is_recognised(judge: Judge, make: Make) -> None:
    asked = make(
        "unchanged(solution.f, [3, 1])",
        "def f(x): return sorted(x)",
        wrong={"sorts-in-place": "def f(x):\n    x.sort()\n    return x"},
    )
    verdict = judge.grade(asked, "def f(y):\n    y[:] = sorted(y)\n    return list(y)", seed=1)
    assert [found.wrong for found in verdict.diagnosis] == ["sorts-in-place"]


COUNTER = """
class Counter:
    def __init__(self, start): self.n = start
    def add(self, k):
        self.n += k
        return self.n
"""
FORGETS_THE_START = """
class Counter:
    def __init__(self, start): self.seen = []
    def add(self, k):
        self.seen.append(k)
        return sum(self.seen)
"""


def test_a_mistake_is_named_though_two_tests_build_objects(judge: Judge, make: Make) -> None:
    asked = make(
        [
            ("one", "c = solution.Counter(3)\nequal(c.add(2), 5)"),
            (
                "both",
                "a, b = solution.Counter(1), solution.Counter(7)\nequal([b.add(1), a.add(1), b.add(1)], [8, 2, 9])",
            ),
        ],
        COUNTER,
        wrong={
            "adds-one": COUNTER.replace("+= k", "+= 1"),
            "starts-at-zero": COUNTER.replace("= start", "= 0"),
            "shared": COUNTER.replace("self.n = start", "Counter.n = 0").replace("self.n", "Counter.n"),
        },
    )
    verdict = judge.grade(asked, FORGETS_THE_START, seed=1)
    assert [test.verdict for test in verdict.tests] == ["wrong_answer", "wrong_answer"]
    assert [found.wrong for found in verdict.diagnosis] == ["starts-at-zero"]


def test_a_mistake_that_never_ends_costs_the_diagnosis_and_not_the_verdict(judge: Judge, make: Make) -> None:
    import dataclasses

    from drillbank.grading import watch
    from drillbank.model import Mistake, Text

    asked = make(TESTS, SOFTMAX, requires=("numpy",))
    asked = dataclasses.replace(asked, wrong=(Mistake("looping", Text(en="l"), WRONG["looping"]),))
    short = pytest.MonkeyPatch()
    short.setattr(watch, "CHECKER_TIME_S", 1.0)
    try:
        verdict = judge.grade(asked, WRONG["whole"], seed=1)
    finally:
        short.undo()
    assert verdict.outcome == "wrong_answer"
    assert verdict.total == 2
    assert verdict.diagnosis == ()
    assert judge.grade(asked, SOFTMAX, seed=1).outcome == "accepted", "the next answer gets a new checker"
