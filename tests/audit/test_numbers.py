"""Which numbers a text names."""

from __future__ import annotations

import pytest

from drillbank.audit.numbers import figures, spelled


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("4,096 token and 4096", {"4096"}),
        ("200 万 · 2 million · 2,000,000", {"2000000"}),
        ("1.5B 与 15 亿", {"1500000000"}),
        ("4k 128K", {"4000", "128000"}),
        ("95% · 95 per cent · 95 percent · 95％", {"95%"}),
        ("0.50 and .5", {"0.5"}),
        ("1e-9 or 3.14e23", {"0.000000001", "314000000000000000000000"}),
        ("F1 INT8 GPT-3 p95 v2.1 T5", {"3"}),
        ("1-5 分，3–4 次", {"1", "5", "3", "4"}),
        ("2 GB, 2 MB", {"2"}),
        ("1, 2, 3", {"1", "2", "3"}),
        ("2026-11-23", {"2026", "11", "23"}),
        ("no number", set()),
    ],
)
def test_figures(text: str, values: set[str]) -> None:
    assert figures(text) == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("three heads", "3"),
        ("twenty-one days", "21"),
        ("half of it", "0.5"),
        ("twice as long", "2"),
        ("in November", "11"),
        ("两秒", "2"),
        ("三十二层", "32"),
        ("一百二十八", "128"),
        ("两千", "2000"),
        ("三万", "30000"),
        ("九成", "90%"),
        ("减半", "0.5"),
        ("翻倍", "2"),
    ],
)
def test_words_excuse_the_figure_they_stand_for(text: str, value: str) -> None:
    assert value in spelled(text)


def test_words_excuse_nothing_else() -> None:
    assert not {"7", "709", "4096", "30%"} & spelled("three heads, half of it, 两秒, 三十二层")
