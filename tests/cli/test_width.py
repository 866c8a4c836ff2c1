from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillbank.cli.width import Line, Span, cut, pad, width, wrap

MIXED = st.text(alphabet="缓存占多少，。（）abc XY 12", max_size=120)


def text_of(line: Line) -> str:
    return "".join(span.text for span in line)


@pytest.mark.parametrize(
    ("text", "columns"), [("KV", 2), ("缓存", 4), ("，", 2), ("é", 1), ("e\u0301", 1), ("✔ ✘", 3), ("ＫＶ", 4)]
)
def test_width_counts_columns_not_characters(text: str, columns: int) -> None:
    assert width(text) == columns


@given(MIXED, st.integers(4, 60))
def test_no_line_is_wider_than_the_screen_and_nothing_but_spaces_is_lost(text: str, columns: int) -> None:
    rows = [text_of(row) for row in wrap([Span(text)], columns)]
    assert all(width(row) <= columns for row in rows)
    assert "".join(rows).replace(" ", "") == text.replace(" ", "")


def test_no_line_starts_with_closing_or_ends_with_opening_punctuation() -> None:
    assert [text_of(row) for row in wrap([Span("缓存占多少，好")], 10)] == ["缓存占多", "少，好"]
    assert [text_of(row) for row in wrap([Span("缓存占多（少）")], 10)] == ["缓存占多", "（少）"]


def test_chinese_breaks_at_any_character() -> None:
    rows = wrap([Span("用 fp16 服务一条 4096 token 的请求")], 12)
    assert [text_of(row) for row in rows] == ["用 fp16 服务", "一条 4096", "token 的请求"]


def test_a_word_longer_than_the_line_is_cut_and_kept() -> None:
    rows = wrap([Span("a" * 25)], 10)
    assert [text_of(row) for row in rows] == ["a" * 10, "a" * 10, "a" * 5]


def test_styles_survive_wrapping() -> None:
    rows = wrap([Span("普通"), Span("重要重要", "strong")], 8)
    assert rows == [(Span("普通"), Span("重要", "strong")), (Span("重要", "strong"),)]


def test_padding_aligns_by_columns() -> None:
    assert {width(pad(text, 10)) for text in ("abc", "缓存", "KV 缓存", "")} == {10}


def test_cut_keeps_within_the_columns_and_shows_that_something_went() -> None:
    assert cut("缓存占多少显存", 7) == "缓存占…"
    assert cut("缓存", 4) == "缓存"
