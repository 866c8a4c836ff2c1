"""A back-of-envelope estimate checked against the numbers of the answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from drillbank.grading import arithmetic
from drillbank.grading.text import quantities
from drillbank.grading.text.quantities import Quantity
from drillbank.model import Estimate, Text

_FACTOR = re.compile(r"\d[\d.,]*(?=\s*[/×*^])")  # a number inside a formula, as in 4/n, is no result


@dataclass(frozen=True, slots=True)
class Checked:
    """``said``: the answer's number nearest to ``expected``, None without a number that may be meant.

    ``right`` None: nothing in the answer is of that kind.
    """

    expected: float
    unit: str
    tolerance: float
    said: float | None
    right: bool | None

    def document(self) -> dict[str, Any]:
        return {
            "expected": self.expected,
            "unit": self.unit,
            "tolerance": self.tolerance,
            "said": self.said,
            "right": self.right,
        }


def check(estimate: Estimate, answer: str, prompt: Text) -> Checked | None:
    """Whether the answer names the estimate, within its tolerance; None where the estimate itself has no value.

    A number of the question is no estimate, unless it is the right one.
    """
    try:
        expected = arithmetic.evaluate(estimate.expr)
    except ValueError:
        return None
    target = _target(expected, estimate.unit)
    given = [q for text in (prompt.zh, prompt.en) if text for q in quantities.of(text)]
    said = [q for q in quantities.of(_FACTOR.sub(" ", answer)) if _same_kind(q, target)]
    for quantity in said:
        if quantities.near(quantity, target, estimate.tolerance):
            return Checked(expected, estimate.unit, estimate.tolerance, _in_unit(quantity, expected, target), True)
    others = [q for q in said if not quantities.any_near(q, given, 1e-9)]
    nearest = min(others, key=lambda q: abs(q.value - target.value), default=None)
    # A bare number may be anything: only one of the estimate's own unit is wrong.
    wrong = nearest is not None and bool(target.unit) and nearest.unit == target.unit
    return Checked(
        expected,
        estimate.unit,
        estimate.tolerance,
        None if nearest is None or not wrong else _in_unit(nearest, expected, target),
        False if wrong else None,
    )


def _target(expected: float, unit: str) -> Quantity:
    """The expected value with the unit as answers write it; a unit we do not know compares as a bare number."""
    first = re.split(r"\s+(?:per|a|each)\s+", unit.strip(), maxsplit=1)[0]
    read = quantities.of(f"1 {first}")
    known = read[0] if len(read) == 1 else Quantity(1.0, "")
    return Quantity(expected * known.value, known.unit)


def _same_kind(quantity: Quantity, target: Quantity) -> bool:
    return quantity.unit in ("", target.unit) or target.unit == ""


def _in_unit(quantity: Quantity, expected: float, target: Quantity) -> float:
    """The number as it would stand in the estimate's unit."""
    scale = target.value / expected if expected else 1.0
    return quantity.value / scale if quantity.unit == target.unit and scale else quantity.value
