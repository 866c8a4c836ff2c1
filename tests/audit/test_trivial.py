from __future__ import annotations

from typing import Any

import pytest

from drillbank.audit.trivial import NOTHING, trivial

SOURCE = """
import math
LIMIT = 3
def area(r, scale=1): return math.pi * r * r * scale
def _helper(x): return x
class Counter:
    def __init__(self, start): self.n = start
    def add(self, k): self.n += k
    @property
    def total(self): return self.n
    @staticmethod
    def zero(x): return 0
    def __len__(self): return self.n
"""


def spaces() -> dict[str, dict[str, Any]]:
    found = {}
    for name, code in trivial(SOURCE).items():
        space: dict[str, Any] = {}
        exec(code, space)
        found[name] = space
    return found


@pytest.mark.parametrize(
    ("name", "answer"),
    [("none", None), ("identity", [1, 2]), ("echo", ([1, 2], 7)), ("zeros", [0, 0]), ("zero", 0.0), ("constant", 1.0)],
)
def test_each_trivial_program_answers_what_its_name_says(name: str, answer: Any) -> None:
    space = spaces()[name]
    assert space["area"]([1, 2], 7) == answer
    assert space["area"]([1, 2], scale=7) == answer
    counter = space["Counter"](3)
    assert counter.add([1, 2], 7) == answer
    assert space["Counter"].zero([1, 2], 7) == answer
    assert not callable(counter.total)


def test_all_of_them_are_made_for_every_public_name_and_nothing_else() -> None:
    found = spaces()
    assert set(found) == set(NOTHING)
    assert len(found) == 6
    for space in found.values():
        assert {"area", "Counter"} <= set(space)
        assert "_helper" not in space
        assert "LIMIT" not in space


def test_zeros_have_the_shape_of_the_first_argument_or_are_zero() -> None:
    zeros = spaces()["zeros"]["area"]
    assert zeros({"a": (1, 2.5)}) == {"a": (0, 0.0)}
    assert zeros("text") == ""
    assert zeros(object()) == 0
    assert zeros() == 0


def test_a_source_without_public_names_has_none() -> None:
    assert trivial("x = 1\ndef _f(): pass\n") == {}
