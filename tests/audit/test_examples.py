from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from drillbank.audit.examples import differs


@pytest.mark.parametrize(
    ("value", "gives"),
    [
        (26, "26"),
        (2 / 3, "0.6667"),
        (0.66665, "0.6667"),  # half a unit of the last digit
        (np.float32(0.1), "0.1"),
        (-1.0, "-1.0"),
        (1234.5, "1.2345e3"),
        (np.array([[0.5, 2.5]]), "[[0.5, 2.5]]"),
        (np.array([1, 2]), "array([1, 2])"),
        ((np.array([1, -2], dtype=np.int8), 1.0), "([1, -2], 1.0)"),
        ({"a": 0.3333, "b": [1]}, "{'b': [1], 'a': 0.33}"),
        (float("nan"), "nan"),
        ([float("inf"), float("-inf")], "[inf, -inf]"),
        (float("nan"), "np.nan"),
        (True, "True"),
        (None, "None"),
        ("词", "'词'"),
        ([], "[]"),
    ],
)
def test_what_the_prompt_prints_is_what_comes_out(value: Any, gives: str) -> None:
    assert differs(value, gives) == ""


@pytest.mark.parametrize(
    ("value", "gives", "said"),
    [
        (0.66658, "0.6667", "it is 0.66658, not 0.6667"),
        (27, "26", "it is 27, not 26"),
        (26.0, "26", "of another kind"),
        (26, "26.0", "of another kind"),
        (True, "1", "it is True, not 1"),
        ([1, 2], "(1, 2)", "it is a list, not a tuple"),
        ((1, 2), "[1, 2]", "it is a tuple, not a list"),
        ([1, 2, 3], "[1, 2]", "it has 3 items, not 2"),
        ([[1, 2], [3, 5]], "[[1, 2], [3, 4]]", "at [1][1]"),
        ({"a": 1}, "{'a': 1, 'b': 2}", "its keys are"),
        ({"a": 1}, "{'a': 2}", "at ['a']"),
        (float("nan"), "0.5", "it is nan, not 0.5"),
        (0.5, "nan", "it is 0.5, not nan"),
        (float("inf"), "-inf", "it is inf, not -inf"),
        (None, "0", "it is None"),
        ("x", "'y'", "it is 'x', not 'y'"),
        (0, "False", "it is 0, not False"),
    ],
)
def test_a_difference_is_named_with_its_place(value: Any, gives: str, said: str) -> None:
    assert said in differs(value, gives)


@pytest.mark.parametrize("gives", ["[1, 2", "about 3", "x + 1", "lambda: 0"])
def test_a_text_that_is_no_value_is_refused(gives: str) -> None:
    with pytest.raises(ValueError, match="no value that could be compared"):
        differs(1, gives)
