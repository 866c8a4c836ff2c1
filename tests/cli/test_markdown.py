from __future__ import annotations

import pytest

from drillbank.cli import markdown
from drillbank.cli.width import Span, width


def shown(text: str, columns: int = 60, *, ticks: bool = False, indent: str = "") -> list[str]:
    return [
        "".join(span.text for span in line).rstrip()
        for line in markdown.render(text, columns, ticks=ticks, indent=indent)
    ]


def test_source_lines_of_one_paragraph_join_without_a_space_between_chinese() -> None:
    assert shown("显存\n够不够\n\nfirst\nsecond") == ["显存够不够", "", "first second"]


def test_list_items_hang_under_their_text() -> None:
    assert shown("- 形状为偶数的输入\n- 第二项", 12) == ["• 形状为偶数", "  的输入", "• 第二项"]


def test_code_is_never_wrapped_or_read_as_markdown() -> None:
    assert shown("```python\nx = a**b**c  # *not* bold, " + "y" * 60 + "\n```", 20)[0].endswith("y" * 60)
    assert shown("```\n**a**\n```") == ["    **a**"]


def test_a_fence_without_an_end_shows_its_code() -> None:
    assert shown("```\nlast") == ["    last"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**不一定**从 0 开始", "不一定从 0 开始"),
        ("2 * n_layers * seq_len", "2 * n_layers * seq_len"),
        ("`base^(-2i/d)` and `a*b*c`", "base^(-2i/d) and a*b*c"),
        ("$a_1 * b * c$", "$a_1 * b * c$"),
        (r"5 \* 3 and \frac", r"5 * 3 and \frac"),
        ("[paper](https://example.org)", "paper <https://example.org>"),
        ("*soft* words", "soft words"),
    ],
)
def test_inline_marks_go_and_formulae_stay(source: str, expected: str) -> None:
    assert shown(source) == [expected]


def test_backticks_stay_where_there_are_no_colours() -> None:
    assert shown("call `f(x)`", ticks=True) == ["call `f(x)`"]


def test_tables_align_by_columns() -> None:
    rows = shown("| 方法 | cost |\n|---|---|\n| 量化 | low |\n| GQA | 中等 |")
    assert rows == ["方法  cost", "----------", "量化  low", "GQA   中等"]


def test_a_table_too_wide_becomes_one_line_per_cell() -> None:
    rows = shown("| 方法 | cost |\n|---|---|\n| 量化到八位 | very low indeed |", 20)
    assert rows == ["方法: 量化到八位", "cost: very low", "indeed"]


def test_control_characters_cannot_reach_the_terminal() -> None:
    assert shown("a\x1b[2Jb\u202ec") == ["a\\x1b[2Jb\\u202ec"]


def test_styles_are_named() -> None:
    (line,) = markdown.render("a **b** `c`", 40, ticks=False)
    assert line == (Span("a "), Span("b", "strong"), Span(" "), Span("c", "code"))


def test_indent_counts_as_width() -> None:
    rows = shown("缓存占多少显存" * 5, 30, indent="    ")
    assert all(row.startswith("    ") and width(row) <= 30 for row in rows)


@pytest.mark.parametrize("piece", ["[", "![", "[a](", "**"])
def test_a_flood_of_unclosed_marks_is_shown_as_it_is(piece: str) -> None:
    text = piece * 100_000
    shown = "".join(span.text for line in markdown.render(text, 80, ticks=True) for span in line)
    assert shown.replace(" ", "").count(piece[0]) >= 50_000
