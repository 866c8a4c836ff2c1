from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillbank.exchange.clean_html import to_markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("plain", "plain"),
        ("a<br>b<div>c</div><div>d</div>", "a\nb\nc\nd"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<b>x</b> and <i>y</i>", "**x** and *y*"),
        ("<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>", "- a\n- b\n   1. c"),
        ("x<script>alert(1)</script><style>p{}</style>y", "xy"),
        (
            "<pre><code class='language-python'>def f():\n    return 1 &lt; 2\n</code></pre>",
            "```python\ndef f():\n    return 1 < 2\n```",
        ),
        ("<div class='highlight'><pre><span class='k'>if</span> x:<br>&nbsp; y</pre></div>", "```\nif x:\n  y\n```"),
        ("use <code>a_b*c</code>", "use `a_b*c`"),
        ("a_b * c", "a\\_b \\* c"),
        ("\\(a_1 * b\\) x", "\\(a_1 * b\\) x"),
        ("[latex]x^2[/latex]", "\\(x^2\\)"),
        ("<img src='a b.png'>", "\\[a b.png\\]"),
        ("<a href='https://x.y'>l</a> <a href='javascript:x'>m</a>", "[l](https://x.y) [m]"),
        ("&lt;b&gt;", "<b>"),
        ("# no heading", "\\# no heading"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", "a | b\nc | d"),
        ("a<b>unclosed", "a**unclosed"),
    ],
)
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    assert to_markdown(html).markdown == markdown


def test_media_are_listed() -> None:
    cleaned = to_markdown("<img src='a.png'> [sound:b.mp3] <img src='data:image/png;base64,AAAA'>")
    assert sorted(cleaned.media) == ["a.png", "b.mp3"]
    assert "base64" not in cleaned.markdown


@given(
    st.lists(
        st.sampled_from(
            [
                "<ul>",
                "</li>",
                "<pre>",
                "</pre>",
                "<code>",
                "<b>",
                "</b>",
                "x",
                "<",
                "&#0;",
                "<script>",
                "</script>",
                "\x01",
                "`",
                "<td>",
                "{{c1::",
                "}}",
            ]
        ),
        max_size=20,
    ).map("".join)
)
def test_broken_html_never_raises_or_leaks_a_script(html: str) -> None:
    markdown = to_markdown(html).markdown
    assert not any(ord(c) < 9 for c in markdown)


def test_deep_nesting_is_survived() -> None:
    assert to_markdown("<ul><li>" * 20_000 + "x").markdown.endswith("x")
