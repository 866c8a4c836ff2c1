from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillbank.exchange.anki.notes import ANKI_LOOK
from drillbank.exchange.highlight import highlight
from drillbank.exchange.markup import Markup
from drillbank.exchange.webpage import PAGE_LOOK

ANKI, PAGE = Markup(ANKI_LOOK), Markup(PAGE_LOOK)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](data:text/html,x)",
        "![a](https://evil.example/x.png)",
        "<style>*{}</style>",
        '[a](https://x.example/"onclick="alert(1))',
        "$\\href{javascript:alert(1)}{x}$",
        "```html\n<script>x</script>\n```",
    ],
)
def test_no_markdown_becomes_active_html(hostile: str) -> None:
    for markup in (ANKI, PAGE):
        html = markup.block(hostile)
        assert re.search(r"<(script|img|style|iframe|svg)", html) is None
        assert re.search(r"<[^>]*\son\w+\s*=", html) is None
        assert re.search(r'href="(?!https?://)', html) is None


@given(st.text())
def test_any_text_gives_only_tags_of_our_own(text: str) -> None:
    tags = set(re.findall(r"<\s*/?([a-zA-Z]+)", PAGE.block(text)))
    known = {"p", "br", "ul", "ol", "li", "code", "pre", "span", "a", "strong", "em", "s", "blockquote", "hr", "table"}
    known |= {"thead", "tbody", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6", "math"}
    assert {tag for tag in tags if not re.fullmatch(r"m[a-z]+", tag)} <= known


def test_money_is_no_formula() -> None:
    assert ANKI.block("costs $5 in, $15 out, at most $25,000 a month; $5-$10") == (
        "<p>costs $5 in, $15 out, at most $25,000 a month; $5-$10</p>"
    )


def test_formulae_become_mathjax_and_mathml() -> None:
    assert ANKI.block("so $a<b$ and $$x^2$$") == "<p>so \\(a&lt;b\\) and \\[x^2\\]</p>"
    assert "<mfrac>" in PAGE.block("$\\frac{1}{2}$")
    assert 'display="block"' in PAGE.block("\\[x\\]")
    assert ANKI.block("\\(x_1 * y_2 * z\\)") == "<p>\\(x_1 * y_2 * z\\)</p>"


def test_a_formula_that_cannot_be_converted_is_shown_not_lost() -> None:
    html = PAGE.block("a $\\left( x$ b")
    assert "x" in html
    assert html.endswith("b</p>")


def test_a_line_break_between_chinese_characters_is_no_blank() -> None:
    assert PAGE.block("转得慢，\n负责远") == "<p>转得慢，负责远</p>"
    assert PAGE.block("depends on\nthe difference") == "<p>depends on\nthe difference</p>"


def test_a_line_that_ends_a_sentence_ends_a_line() -> None:
    assert PAGE.block("一句话。\n第二句") == "<p>一句话。<br>\n第二句</p>"
    assert PAGE.block("One.\nTwo") == "<p>One.<br>\nTwo</p>"


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.sampled_from(["python", "javascript", "text", "no-such"]),
)
def test_highlighting_keeps_every_character(code: str, language: str) -> None:
    shown = highlight(code, language, lambda letter, text: f"<{letter}>{text}</{letter}>")
    bare = re.sub(r"</?[csnkfb]>", "", shown)
    plain = (
        bare.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", '"')
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
    )
    assert plain == code.replace("\r\n", "\n").replace("\r", "\n") or plain == code


def test_keywords_strings_and_numbers_are_told_apart() -> None:
    shown = highlight('def f():\n    return "a" + str(1)  # one', "python", lambda letter, text: f"{letter}:{text} ")
    assert "k:def" in shown
    assert "f:f" in shown
    assert "s:&quot;a&quot;" in shown
    assert "n:1" in shown
    assert "c:# one" in shown
