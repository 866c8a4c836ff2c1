"""Typed comparison, value by value."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from drillbank.grading.compare import Mismatch, close, equal, show

F32, F64, I64 = np.float32, np.float64, np.int64

EQUAL = [
    (1, 1),
    (1, 1.0),  # an int where a float is asked holds the same number
    (np.int64(3), 3),
    (F64(0.5), 0.5),
    ("a", "a"),
    (np.str_("a"), "a"),
    (None, None),
    ([1, [2.0]], [1, [2.0]]),
    ({"a": {1}, 2: (3,)}, {2: (3,), "a": {1}}),
    (math.inf, math.inf),
    (np.array([1, 2]), np.array([1, 2], dtype=np.int8)),
    (np.array([[1.0, 2.0]]), [[1, 2]]),  # the author wrote numbers
    (np.array(["a"]), np.array(["a"])),
    (np.zeros((0, 3)), np.zeros((0, 3))),
]
UNEQUAL = [
    (True, 1),
    (1, True),
    (np.bool_(True), 1),
    (2.0, 2),  # a float where an int is asked
    (math.nan, math.nan),
    ([1], (1,)),
    ([1, 2], [1]),
    ("1", 1),
    (None, 0),
    ({1: 2}, {1: 3}),
    ({1: 2, 2: 3}, {1: 2}),
    ({1: 2}, {1: 2, 2: 3}),
    ({1}, frozenset({1})),
    (np.array([1.0]), np.array([1])),
    (np.array([1]), np.array([1.0])),
    (np.array([True]), np.array([1])),
    (np.ones((2, 3)), np.ones((3, 2))),
    (np.ones((1, 3)), np.ones(3)),
    ([1.0, 2.0], np.array([1.0, 2.0])),
    (np.array([math.nan]), np.array([math.nan])),
    (np.zeros((0, 3)), np.zeros((3, 0))),
    (b"a", "a"),
    ({True, 2}, {1, 2}),
    ({1.0, 2}, {1, 2}),
    ({True: "a"}, {1: "a"}),
    ([{True}], [{1}]),
    ({(1.0, 2): 1}, {(1, 2): 1}),
    (np.float16(np.inf), 1e6),
    (np.float16(0.1), 0.1),
    (np.complex64(np.inf), 1e39 + 0j),
    ([np.float16(1 / 3)], [1 / 3]),
    (0.1, np.float16(0.1)),
    (np.int64(2**53 + 1), 2.0**53),
]


@pytest.mark.parametrize(("actual", "expected"), EQUAL, ids=repr)
def test_equal_holds(actual: Any, expected: Any) -> None:
    assert equal(actual, expected) is None
    assert close(actual, expected) is None


@pytest.mark.parametrize(("actual", "expected"), UNEQUAL, ids=repr)
def test_equal_fails(actual: Any, expected: Any) -> None:
    with pytest.raises(Mismatch) as caught:
        equal(actual, expected)
    assert caught.value.zh
    assert caught.value.en


CLOSE = [
    (1.0 + 1e-9, 1.0, {}),
    ([1, 2], [1.0, 2.0], {}),
    ((1.0,), [1.0], {}),
    (np.array([1.0, 2.0]), np.array([1.0, 2.0 + 1e-9]), {}),
    (np.array([1.0], dtype=F32), np.array([1.0]), {}),
    (1 + 1e-9j, 1 + 0j, {}),
    (0.5403, 0.54030, {"atol": 1e-4}),
    (np.array(3.0), 3.0, {}),
    (math.nan, math.nan, {"nan_equal": True}),
    (np.array([math.nan, 1.0]), np.array([math.nan, 1.0]), {"nan_equal": True}),
    (np.array([math.inf]), np.array([math.inf]), {}),
]
APART = [
    (1.1, 1.0, {}),
    (math.inf, 1.0, {"atol": math.inf}),
    (1.0, math.inf, {}),
    (-math.inf, math.inf, {"rtol": 1.0}),
    (math.nan, 1.0, {"atol": 1e9, "nan_equal": True}),
    (True, 1.0, {}),
    (np.array([1.0, 2.1]), np.array([1.0, 2.0]), {}),
    (np.array([1]), np.array([1.0]), {}),
    (np.array([200], dtype=np.uint8), np.array([-56], dtype=np.int8), {}),  # equal bytes, other numbers
    (np.array([65504.0], dtype=np.float16), np.array([-65504.0], dtype=np.float16), {"rtol": 0.1}),
    (np.array([math.inf]), np.array([-math.inf]), {"rtol": 1.0}),
    (10**400, 1.0, {}),
    ("1.0", 1.0, {}),
    (np.float16(np.inf), 1e6, {"rtol": 0.1}),
    (np.float16(0), 2e-8, {"rtol": 0, "atol": 0}),
    (np.float16(np.inf), 10**30, {"rtol": 0, "atol": 0}),
    (np.float32(0.1), 0.1, {"rtol": 1e-9, "atol": 0}),
    (np.array([2**53 + 1]), np.array([2**53]), {"rtol": 0, "atol": 0}),
    (np.array([2**63 + 1], dtype=np.uint64), np.array([2**63], dtype=np.uint64), {"rtol": 0, "atol": 0.5}),
    (2**53 + 1, float(2**53), {"rtol": 0, "atol": 0}),
    ({True}, {1}, {}),
    ([1.0, [2.0, 3.0]], np.array([1.0, 2.0]), {}),
]


@pytest.mark.parametrize(("actual", "expected", "how"), CLOSE, ids=repr)
def test_close_holds(actual: Any, expected: Any, how: dict[str, Any]) -> None:
    assert close(actual, expected, **how) is None


@pytest.mark.parametrize(("actual", "expected", "how"), APART, ids=repr)
def test_close_fails(actual: Any, expected: Any, how: dict[str, Any]) -> None:
    with pytest.raises(Mismatch):
        close(actual, expected, **how)


def test_a_mismatch_says_where_and_by_how_much() -> None:
    with pytest.raises(Mismatch) as caught:
        close({"a": [1.0, 2.0]}, {"a": [1.0, 2.5]})
    assert caught.value.en == "at ['a'][1]: off by 0.5"
    with pytest.raises(Mismatch) as arrays:
        close(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 2.0], [3.0, 5.0]]))
    assert arrays.value.en == "at [1, 1]: 1 of 4 elements differ; the first should be 5.0, got 4.0"


def test_shown_values_are_short_clean_and_never_fail() -> None:
    class Broken:
        def __repr__(self) -> str:
            raise ValueError

    assert len(show(list(range(10_000)))) < 800
    assert show(np.zeros((100, 100))).count("\n") <= 10
    assert "\x1b" not in show("\x1b[31m")
    assert "Broken" in show(Broken()) or "ValueError" in show(Broken())
