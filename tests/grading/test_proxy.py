"""What a test's code may do with ``solution``: functions, classes, methods, properties, helpers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from drillbank.grading.judge import Judge
from drillbank.model import Coding

Make = Callable[..., Coding]

STACK = """
LIMIT = 3
TABLE = {"a": (1, 2)}
class Stack:
    kind = "lifo"
    def __init__(self, items=()):
        self.items = list(items)
    def push(self, x, times=1):
        self.items += [x] * times
        return len(self.items)
    @property
    def top(self):
        return self.items[-1]
    def __len__(self):
        return len(self.items)
    def __getitem__(self, i):
        return self.items[i]
    def __contains__(self, x):
        return x in self.items
    def __call__(self, x):
        return x + 1
def sort_in_place(xs, key=None):
    xs.sort()
    return xs
def pure(xs):
    return sorted(xs)
def fail(kind):
    raise {"key": KeyError, "value": ValueError}[kind]("no")
class Own(ValueError): pass
def fail_own():
    raise Own("own")
"""

BODIES = {
    "object": (
        "s = solution.Stack([1])\nequal(s.push(5), 2)\nequal(s.push(7, times=2), 4)\nequal(s.top, 7)\n"
        "equal(len(s), 4)\nequal(s[0], 1)\nassert 5 in s and 6 not in s\nequal(s(1), 2)\nequal(s.kind, 'lifo')\n"
        "equal(s.items, [1, 5, 7, 7])"
    ),
    "two-objects": "a, b = solution.Stack(), solution.Stack([9])\na.push(1)\nequal(a.top, 1)\nequal(b.top, 9)",
    "globals": "equal(solution.LIMIT, 3)\nequal(solution.TABLE, {'a': (1, 2)})",
    "unchanged": "equal(unchanged(solution.pure, [3, 1, 2]), [1, 2, 3])",
    "inplace": "equal(inplace(solution.sort_in_place, [3, 1, 2]), [[1, 2, 3]])",
    "many": "equal(many(solution.pure, [([2, 1],), ([],)]), [[1, 2], []])",
    "raises": "raises('KeyError', solution.fail, 'key')\nraises(ValueError, solution.fail, 'value')",
    "raises-base": "raises('LookupError', solution.fail, 'key')",
    "raises-own": "raises('Own', solution.fail_own)\nraises('ValueError', solution.fail_own)",
    "raises-method": "raises('IndexError', lambda: solution.Stack().top)",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_test_may(judge: Judge, make: Make, body: str) -> None:
    verdict = judge.grade(make(body, STACK), STACK, seed=1)
    assert verdict.outcome == "accepted", verdict.tests[0].message


REFUSALS = {
    "changed": ("unchanged(solution.sort_in_place, [3, 1, 2])", "modified in place"),
    "nothing-raised": ("raises('ValueError', solution.pure, [])", "but it returned []"),
    "other-raised": ("raises('ValueError', solution.fail, 'key')", "expected ValueError, got KeyError"),
    "plain-assert": ("assert solution.LIMIT == 4, 'the limit'", "the limit"),
}


@pytest.mark.parametrize(("body", "says"), REFUSALS.values(), ids=REFUSALS)
def test_helpers_fail_with_a_sentence(judge: Judge, make: Make, body: str, says: str) -> None:
    verdict = judge.grade(make(body, STACK), STACK, seed=1)
    assert verdict.outcome == "wrong_answer"
    assert says in verdict.tests[0].message


def test_an_answer_cannot_make_raises_hold_by_a_name_it_does_not_derive_from(judge: Judge, make: Make) -> None:
    impostor = "class E(Exception): pass\nE.__name__ = 'Other'\ndef f():\n    raise E"
    assert judge.grade(make("raises('ValueError', solution.f)", STACK), impostor, seed=1).outcome == "wrong_answer"


def test_what_cannot_be_used_by_the_test_is_the_answers_fault(judge: Judge, make: Make) -> None:
    asked = make("assert solution.f(2).real + 1 == 3", "def f(x): return x")
    verdict = judge.grade(asked, "def f(x): return [x]", seed=1)
    assert verdict.outcome == "wrong_answer"
    assert "cannot be used" in verdict.tests[0].message


def test_a_test_that_catches_everything_does_not_hide_a_crash(judge: Judge, make: Make) -> None:
    asked = make("try:\n    solution.f()\nexcept Exception:\n    pass", "def f(): return 1")
    for code in (
        "import os\ndef f(): os._exit(0)",
        "import os\ndef f(): os.write(4, b'x' * 40)",
        "def f(): return object()",
    ):
        assert judge.grade(asked, code, seed=1).outcome != "accepted"


@pytest.mark.parametrize(("form", "kind"), [("numpy", "ndarray"), ("list", "list")])
def test_arrays_arrive_in_the_asked_form(judge: Judge, make: Make, form: str, kind: str) -> None:
    asked = make(
        f"equal(solution.f(np.ones((2, 3))), '{kind}')",
        "def f(x): return type(x).__name__",
        requires=("numpy",),
        arrays=form,
    )
    verdict = judge.grade(asked, asked.solution, seed=1)
    assert verdict.outcome == "accepted", verdict.tests[0].message


def test_the_given_code_is_in_scope_of_answer_and_test(judge: Judge, make: Make) -> None:
    asked = make(
        "equal(solution.f(2), model(2) + 1)", "def f(x): return model(x) + 1", given="def model(x): return x * 10"
    )
    assert judge.grade(asked, asked.solution, seed=1).outcome == "accepted"


def test_a_missing_function_is_said_in_plain_words(judge: Judge, make: Make) -> None:
    verdict = judge.grade(make("solution.f(1)", "def f(x): return x"), "def g(x): return x", seed=1)
    assert verdict.outcome == "runtime_error"
    assert "the answer defines no f" in verdict.tests[0].message
