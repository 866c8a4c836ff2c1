"""Growth of CPU time: quadratic is told from linear, also by one that burns time at small sizes, also under load."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from drillbank.grading import growth
from drillbank.grading.judge import Judge
from drillbank.model import Coding, Growth, Limits

Make = Callable[..., Coding]

LINEAR = """
def f(xs):
    seen, out = set(), []
    for x in xs:
        if x not in seen:
            seen.add(x)
            out.append(x)
    return len(out)
"""
QUADRATIC = """
def f(xs):
    out = []
    for x in xs:
        if x not in out:
            out.append(x)
    return len(out)
"""
FORGED = """
import time
def f(xs):
    end = time.process_time() + (0.3 if len(xs) < 9000 else 0)
    while time.process_time() < end: pass
    out = []
    for x in xs:
        if x not in out:
            out.append(x)
    return len(out)
"""


@pytest.fixture
def asked(make: Make) -> Coding:
    spec = Growth("solution.f(make(n))", "def make(n):\n    return list(range(n))", (3000, 6000, 12000, 24000), 1.5)
    return make("equal(solution.f([1, 1, 2]), 2)", LINEAR, growth=spec, limits=Limits(wall_s=20))


def test_linear_is_accepted(judge: Judge, asked: Coding) -> None:
    verdict = judge.grade(asked, LINEAR, seed=1)
    assert verdict.outcome == "accepted", verdict.tests
    assert [t.name for t in verdict.tests] == ["only", "growth"]


@pytest.mark.parametrize("code", [QUADRATIC, FORGED], ids=["plain", "burning-time-at-small-sizes"])
def test_quadratic_is_rejected(judge: Judge, asked: Coding, code: str) -> None:
    verdict = judge.grade(asked, code, seed=1)
    assert verdict.outcome == "time_limit_exceeded"
    assert verdict.tests[-1].name == "growth"
    assert verdict.tests[-1].message


@pytest.mark.parametrize("instead", ["None", "0", "len(xs) - 1"])
def test_giving_up_at_large_sizes_is_a_wrong_answer(judge: Judge, asked: Coding, instead: str) -> None:
    code = LINEAR.replace("    seen, out", f"    if len(xs) > 20000: return {instead}\n    seen, out", 1)
    verdict = judge.grade(asked, code, seed=1)
    assert verdict.outcome == "wrong_answer"
    assert verdict.tests[-1].name == "growth"


def test_the_exponent_is_fitted_on_what_could_be_measured() -> None:
    assert growth.fitted([(n, 1e-6 * n**2) for n in (100, 200, 400)]) == pytest.approx(2.0)
    assert growth.fitted([(100, 1e-5), (200, 2e-5)]) is None
    assert growth.fitted([(100, 0.01)]) is None


def test_each_rule_bites_alone() -> None:
    sizes = [100, 200, 400]
    assert growth.judge(sizes, [0.01, 0.02, 0.04], 0.01, 1.3, 0.0).accepted
    assert not growth.judge(sizes, [0.01, 0.04, 0.16], 0.02, 1.3, 0.0).accepted, "the exponent"
    assert not growth.judge(sizes, [1.0, 1.0, 1.0], 0.01, 1.3, 0.0).accepted, "the reference's time"
    report = growth.judge(sizes, [0.01, 0.04, 0.16], 0.02, 1.3, 0.0)
    assert "n^2.00" in report.en
    assert "n^2.00" in report.zh
