"""Filters admit what their words say, and name the nearest word they know."""

from __future__ import annotations

import pytest

from drillbank.bank.filters import Filters, kind_of, levels_of
from drillbank.errors import UsageError
from drillbank.model import Summary, Text

SUMMARY = Summary(
    id="a", kind="coding", topic="inference/kv-cache", level=3, minutes=2, title=Text("a", "b"),
    roles=("algorithm", "inference"), rev=1, language="python", requires=(), related=(), bank="shipped",
)  # fmt: skip


@pytest.mark.parametrize(
    ("filters", "admitted"),
    [
        (Filters(), True),
        (Filters(kinds=("theory", "coding")), True),
        (Filters(kinds=("theory",)), False),
        (Filters(topics=("inference",)), True),
        (Filters(topics=("inference/kv-cache",)), True),
        (Filters(topics=("inference/other", "infer")), False),
        (Filters(levels=(2, 3)), True),
        (Filters(levels=(4,)), False),
        (Filters(roles=("inference",)), True),
        (Filters(roles=("general",)), False),
        (Filters(languages=("python",)), True),
        (Filters(languages=("javascript",)), False),
        (Filters(kinds=("coding",), levels=(1,)), False),
    ],
)
def test_admits(filters: Filters, admitted: bool) -> None:
    assert filters.admits(SUMMARY) is admitted


def test_levels() -> None:
    assert levels_of("3") == (3,)
    assert levels_of("2-4") == (2, 3, 4)
    for word in ("0", "6", "2-", "-2", "a", "", "1-9", "٣"):
        with pytest.raises(UsageError, match="from 1 to 5"):
            levels_of(word)
    with pytest.raises(UsageError, match="as in 2-4"):
        levels_of("4-2")


def test_kinds() -> None:
    assert kind_of("theory") == "theory"
    with pytest.raises(UsageError, match="Did you mean 'coding'"):
        kind_of("codeing")
    with pytest.raises(UsageError, match="Known: theory, business, coding"):
        kind_of("xyz")
