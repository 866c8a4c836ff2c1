from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

from hypothesis import given, settings

from drillbank.exchange import webpage
from drillbank.exchange.webpage import page
from drillbank.model import Question

from .makers import banks, both, coding, theory
from .packs import CITATIONS
from .test_anki_package import contrast

TITLES = {"evaluation": {"zh": "评估", "en": "Evaluation"}, "maths": {"zh": "数学", "en": "Maths"}}


def made(questions: list[Question]) -> str:
    return page(questions, ("zh", "en"), CITATIONS, TITLES, "en")


def data_of(html: str) -> Any:
    match = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert match is not None
    return json.loads(match[1])


def test_the_page_needs_nothing_from_elsewhere() -> None:
    html = made([theory(), coding()])
    assert "default-src 'none'" in html
    assert re.search(r"<(?:link|img|iframe|object|embed|base)\b", html) is None
    assert re.search(r"<script[^>]*\bsrc=", html) is None
    assert re.search(r"@import|url\(", html) is None
    script = html.rpartition("<script>")[2]
    assert not any(
        word in script for word in ("fetch(", "XMLHttpRequest", "WebSocket", "EventSource", "sendBeacon", "import(")
    )


def test_its_policy_allows_exactly_its_own_style_and_script() -> None:
    html = made([theory()])
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        body = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)[-1]
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in html


@given(banks())
@settings(max_examples=50)
def test_no_text_breaks_out_of_the_data(questions: list[Question]) -> None:
    html = made(questions)
    assert html.count("</script>") == 2
    assert [card["id"] for card in data_of(html)["cards"]] == [question.id for question in questions]


def test_a_card_holds_rendered_texts_in_each_language() -> None:
    first, second = data_of(made([theory(), coding()]))["cards"]
    assert "<mfrac>" in first["back"]["zh"]
    assert "要点" in first["back"]["zh"]
    assert "Key points" in first["back"]["en"]
    assert "曲线" not in first["front"]["en"]
    assert 'class="t-k">def </span>' in second["code"]
    assert "squares &lt;it&gt;" in second["back"]["en"]


def test_hostile_text_stays_text() -> None:
    hostile = both("<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>")
    html = made([theory(prompt=hostile, title=hostile, answer=hostile)])
    assert "<script>alert" not in html
    (card,) = data_of(html)["cards"]
    assert "<img" not in card["front"]["zh"]
    assert "<script" not in card["back"]["en"]


def test_texts_and_edges_have_aa_contrast_in_both_themes() -> None:
    css = (Path(webpage.__file__).parent / "page" / "page.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{[^}]*--bg:[^}]*\}", css)[:2]
    for theme, code in ((light, webpage.DAY), (dark, webpage.NIGHT)):
        colour = {name: value if len(value) == 7 else "#" + "".join(c * 2 for c in value[1:])
                  for name, value in re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", theme)}  # fmt: skip
        for paper in ("bg", "paper"):
            for ink in ("ink", "soft", "accent", "good"):
                assert contrast(colour[ink], colour[paper]) >= 4.5, (ink, paper)
            assert contrast(colour["line"], colour[paper]) >= 3  # borders of controls
        assert contrast(colour["mark"], colour["accent"]) >= 4.5
        for value in code.values():
            assert contrast(value, colour["code"]) >= 4.5
