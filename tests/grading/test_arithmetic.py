"""Estimates are arithmetic and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillbank.grading.arithmetic import evaluate


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("2 * 32 * 8 * 128 * 2 * 4096", 536870912),
        ("(5 - 1) / 50 / (1 / 52)", 4.16),
        ("9e6 * 0.5 ** 2", 2250000),
        ("-3 + +4", 1),
        ("7 // 2 + 7 % 4", 6),
        ("ceil(sqrt(10)) + max(1, 2)", 6),
    ],
)
def test_values(expression: str, value: float) -> None:
    assert evaluate(expression) == pytest.approx(value)


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("__import__('os')", "no arithmetic"),
        ("x + 1", "no arithmetic"),
        ("'a' * 3", "no arithmetic"),
        ("True + 1", "no arithmetic"),
        ("(1).real", "no arithmetic"),
        ("[1][0]", "no arithmetic"),
        ("sqrt(x=4)", "named argument"),
        ("1 +", "no arithmetic expression"),
        ("1 / 0", "no finite value"),
        ("1e308 * 10", "no finite value"),
        ("9 ** 999", "no finite value"),
        ("9 ** 9 ** 9", "power above"),
        ("(-1) ** 0.5", "no real value"),
        ("sqrt(1, 2)", "no finite value"),
        ("log(-1)", "no real value"),
        ("1+" * 300 + "1", "longer than 500"),
        ("(" * 240 + "1" + ")" * 240, "no arithmetic expression"),
    ],
)
def test_refusals(expression: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        evaluate(expression)


@given(st.text(alphabet="0123456789+-*/%(). e,sqrtlogx_'", max_size=40))
def test_any_text_is_a_number_or_a_value_error(expression: str) -> None:
    try:
        value = evaluate(expression)
    except ValueError:
        return
    assert isinstance(value, float)
