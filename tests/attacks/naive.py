"""A judge as most are written: answer and tests in one process, accepted when it ends well.  It shows that cheats work.

usage: naive.py QUESTION < answer
"""

import sys
from types import SimpleNamespace

import numpy as np
import programs


def equal(a: object, b: object) -> None:
    assert a == b


def close(a: object, b: object) -> None:
    assert np.allclose(a, b)


question, code = programs.QUESTIONS[sys.argv[1]], sys.stdin.read()
answer: dict[str, object] = {}
model: dict[str, object] = {}
exec(question.oracle, model)
exec(code, answer)
for test in question.tests:
    names = {"solution": SimpleNamespace(**answer), "oracle": SimpleNamespace(**model), "np": np}
    exec(test.code, {**names, "equal": equal, "close": close, "rng": np.random.default_rng(1)})
