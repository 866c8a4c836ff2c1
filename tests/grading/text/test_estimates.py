from __future__ import annotations

import pytest

from drillbank.grading.text import estimates
from drillbank.model import Estimate, Text

SPEED = Estimate("30e9 / 2.157e9", "tokens/s", 0.1)
BILL = Estimate("9e6 * 2.2635e-3", "USD per month", 0.1)
PROMPT = Text(en="The tablet has 4 GB and must give at least 10 tokens/s; the cap is $25,000.")


@pytest.mark.parametrize(
    ("estimate", "answer", "said", "right"),
    [
        (SPEED, "so roughly 14 tokens/s", 14.0, True),
        (SPEED, "每秒大概 14 个词", 14.0, True),
        (SPEED, "about 40 tokens/s", 40.0, False),
        (SPEED, "we need 10 tokens/s", None, None),
        (SPEED, "fast enough", None, None),
        (BILL, "it costs about twenty thousand a month", 20000.0, True),
        (BILL, "一个月两万出头", 20000.0, True),
        (BILL, "well below the cap of $25,000", None, None),
    ],
)
def test_the_answers_number_is_compared(
    estimate: Estimate, answer: str, said: float | None, right: bool | None
) -> None:
    checked = estimates.check(estimate, answer, PROMPT)
    assert checked is not None
    assert (checked.said, checked.right) == (said, right)


def test_a_factor_in_a_formula_is_no_result() -> None:
    checked = estimates.check(Estimate("4.16", "points", 0.05), "the sensitivity is 4/n", Text())
    assert checked is not None
    assert checked.right is None


def test_an_expression_without_value_is_no_estimate() -> None:
    assert estimates.check(Estimate("1/0", "s", 0.1), "1 s", Text()) is None


def test_the_document_has_the_expected_value() -> None:
    checked = estimates.check(SPEED, "14 tokens/s", PROMPT)
    assert checked is not None
    assert checked.document() == {
        "expected": pytest.approx(13.908, abs=1e-3),
        "unit": "tokens/s",
        "tolerance": 0.1,
        "said": 14.0,
        "right": True,
    }
