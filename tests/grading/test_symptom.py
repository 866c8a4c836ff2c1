"""Where outputs are left open, a mistake is known by what the tests say of it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from drillbank.grading import proxy, symptom
from drillbank.grading.judge import Judge
from drillbank.model import Coding

Make = Callable[..., Coding]

SPREAD = 'x = solution.noise(5, 2000)\ns = float(np.std(x))\nassert abs(s - 1) < 0.1, f"a spread of {s:.3g}"'
CENTRE = 'm = float(np.mean(solution.noise(6, 2000)))\nassert abs(m) < 0.1, f"centred at {m:.3g}"'
NOISE = """
import numpy as np
def noise(seed, n): return np.random.default_rng(seed).normal(0, 1, n)
"""
HALF = NOISE.replace("0, 1, n", "0, 0.5, n")
OTHER_DRAWS = """
import random
import numpy as np
def noise(seed, n):
    source = random.Random(seed)
    return np.array([source.gauss({centre}, {spread}) for _ in range(n)])
"""


@pytest.fixture
def drawn(make: Make) -> Coding:
    wrong = {"half": HALF, "half-and-off": HALF.replace("(0, 0.5", "(0.3, 0.5"), "twice": NOISE.replace("0, 1", "0, 2")}
    return make([("spread", SPREAD), ("centre", CENTRE)], NOISE, requires=("numpy",), wrong=wrong)


@pytest.mark.parametrize(
    ("centre", "spread", "named"),
    [
        (0, 0.5, ["half"]),  # other numbers of the same spread
        (0.3, 0.5, ["half-and-off"]),  # both tests fail
        (0, 2, ["twice"]),
        (0, 3.5, []),  # a spread that no mistake has
        (0.6, 1, []),  # a test fails that none of them fails alone
    ],
)
def test_other_draws_of_a_mistake_are_known_by_the_figures(
    judge: Judge, drawn: Coding, centre: float, spread: float, named: list[str]
) -> None:
    verdict = judge.grade(drawn, OTHER_DRAWS.format(centre=centre, spread=spread), seed=1)
    assert verdict.outcome == "wrong_answer"
    assert [found.wrong for found in verdict.diagnosis] == named


STEPS = """
import numpy as np
def slope(x, y, w): return 2 * np.mean((w * x - y) * x)
def train(x, y, seed):
    w = np.random.default_rng(seed).normal()
    for _ in range(60): w -= 0.3 * slope(x, y, w)
    return w * x
"""
NOT_AVERAGED = STEPS.replace("np.mean", "np.sum")
NOT_AVERAGED_ELSEWHERE = """
import numpy
def slope(x, y, w):
    return float(sum(2 * (w * a - b) * a for a, b in zip(x, y)))
def train(x, y, seed):
    w = seed % 7 + 1.0
    for _ in range(60): w = w - 0.3 * slope(x, y, w)
    return numpy.array([w * a for a in x])
"""
TRAINED = [
    (
        "slope",
        "x, y = rng.normal(size=8), rng.normal(size=8)\nclose(solution.slope(x, y, 2.0), oracle.slope(x, y, 2.0))",
    ),
    (
        "again",
        "x, y = rng.normal(size=9), rng.normal(size=9)\nclose(solution.slope(x, y, 0.5), oracle.slope(x, y, 0.5))",
    ),
    (
        "trained",
        "x = np.arange(1.0, 9.0) / 4\nout = solution.train(x, 3 * x, 11)\n"
        'off = float(np.abs(out - 3 * x).max())\nassert off < 0.01, f"off by {off:.3g}"',
    ),
]


def test_a_mistake_with_open_outputs_in_one_of_three_tests_is_named(judge: Judge, make: Make) -> None:
    wrong = {"backwards": STEPS.replace("-= 0.3", "+= 0.3"), "not-averaged": NOT_AVERAGED}
    asked = make(TRAINED, STEPS, oracle=STEPS, requires=("numpy",), wrong=wrong)
    verdict = judge.grade(asked, NOT_AVERAGED_ELSEWHERE, seed=1)
    assert [test.verdict for test in verdict.tests] == ["wrong_answer"] * 3
    assert [found.wrong for found in verdict.diagnosis] == ["not-averaged"]


def test_a_crash_beside_the_mistake_does_not_hide_it(judge: Judge, make: Make) -> None:
    asked = make(
        [("pack", "equal(solution.pack([3, 5]), [6, 10])"), ("open", "equal(solution.unpack([6, 10]), [3, 5])")],
        "def pack(x): return [2 * v for v in x]\ndef unpack(x): return [v // 2 for v in x]",
        wrong={"first-only": "def pack(x): return [2 * x[0]] * len(x)\ndef unpack(x): return [v // 2 for v in x]"},
    )
    rewritten = "def pack(x): return [x[0] + x[0] for _ in x]\ndef unpack(x):\n    (one,) = x\n    return [one // 2]"
    verdict = judge.grade(asked, rewritten, seed=1)
    assert [test.verdict for test in verdict.tests] == ["wrong_answer", "runtime_error"]
    assert [found.wrong for found in verdict.diagnosis] == ["first-only"]


def test_what_holds_the_values_does_not_hide_a_mistake(judge: Judge, make: Make) -> None:
    asked = make(
        "close(solution.f(np.arange(5.0)), [0, 1, 3, 6, 10])",
        "import numpy as np\ndef f(x): return np.cumsum(x)",
        requires=("numpy",),
        wrong={"shifted": "import numpy as np\ndef f(x): return np.cumsum(x) - x"},
    )
    verdict = judge.grade(asked, "def f(x): return [float(sum(x[:i])) for i in range(len(x))]", seed=1)
    assert [found.wrong for found in verdict.diagnosis] == ["shifted"]


@pytest.mark.parametrize("kind", ["float32", "float16", "float64"])
def test_rounding_counts_by_the_precision_of_an_array(judge: Judge, make: Make, kind: str) -> None:
    asked = make(
        f"x = rng.normal(size=(40, 300)).astype('{kind}')\nclose(solution.f(x), oracle.f(x), rtol=1e-2, atol=1e-2)",
        "import numpy as np\ndef f(x): return x.sum(axis=1, dtype='float64').astype(x.dtype)",
        oracle="import numpy as np\ndef f(x): return x.sum(axis=1, dtype='float64').astype(x.dtype)",
        requires=("numpy",),
        wrong={
            "squares": "import numpy as np\ndef f(x): return (x.astype('float64') ** 2).sum(axis=1).astype(x.dtype)"
        },
    )
    loops = (
        "import numpy as np\ndef f(x):\n    out = np.zeros(len(x), x.dtype)\n"
        "    for j in range(x.shape[1]): out += x[:, j] * x[:, j]\n    return out"
    )
    assert [found.wrong for found in judge.grade(asked, loops, seed=1).diagnosis] == ["squares"]
    near = loops.replace("return out", "return out * np.array(1.05, x.dtype)")
    assert judge.grade(asked, near, seed=1).diagnosis == (), "5 % off is no rounding"


def _result(message: str, expected: str = "", got: str = "", verdict: str = "wrong_answer") -> dict[str, Any]:
    return {"verdict": verdict, "message": message, "expected": expected, "got": got}


@pytest.mark.parametrize(
    ("answer", "mistake", "word"),
    [
        (_result("at [0]: expected str", "['a']", "[1]"), _result("at [0]: expected str", "['a']", "[1]"), "strong"),
        (_result("at [0]: expected str", "['a']", "[1]"), _result("at [0]: expected str", "['a']", "[2]"), "faint"),
        (_result("at [0]: expected str", "['a']", "[1]"), _result("at [1]: expected str", "['a']", "[1]"), "faint"),
        (_result("accuracy 0.50"), _result("accuracy 0.55"), "weak"),
        (_result("accuracy 0.50"), _result("accuracy 0.75"), "faint"),
        (_result("accuracy nan"), _result("accuracy nan"), "weak"),
        (_result("accuracy nan"), _result("accuracy 0.5"), "faint"),
        (_result("not symmetric"), _result("not symmetric"), "faint"),  # no figure to compare
        (_result("accuracy 0.50"), _result("spread 0.50"), "none"),
        (_result("accuracy 0.50"), _result("accuracy 0.50", verdict="accepted"), "none"),
        (_result("accuracy 0.50"), _result("accuracy 0.50", verdict="runtime_error"), "none"),
    ],
)
def test_two_results_of_a_test_have_in_common(answer: dict[str, Any], mistake: dict[str, Any], word: str) -> None:
    assert symptom.of(answer, mistake) == word


def test_a_search_that_runs_out_of_time_names_nobody() -> None:
    good, bad = "def f(): return 1", "def f(): return 2"
    question = {"given": "", "arrays": "numpy", "solution": good, "wrong": [{"id": n, "code": bad} for n in "ab"]}

    def opener(code: str) -> proxy.Local:
        return proxy.Local("", code, "numpy")

    talk = proxy.Conversation(opener("def f(): return 3"))
    proxy.Program(talk).f()
    tried = symptom.Tried(talk, _result("accuracy 0.3"), lambda code: _result("accuracy 0.3"))

    def named(wrong: list[dict[str, str]], clock: Callable[[], float]) -> list[str]:
        return symptom.matching({**question, "wrong": wrong}, [tried], [], opener, clock)

    assert named(question["wrong"][:1], lambda: 0.0) == ["a"]
    assert named(question["wrong"], lambda: 0.0) == [], "two that fit as well as each other are none"
    assert named(question["wrong"][:1], itertools.count(0.0, symptom.BUDGET_S + 1).__next__) == []
