"""What of a text is prose, code and formula, and which texts a question has."""

from __future__ import annotations

from pathlib import Path

from drillbank.audit import texts
from drillbank.audit.texts import HOLE
from drillbank.bank import parse

from .golden import GOOD

MIXED = """\
前文 `a(b)` 与 ``x ` y``，$x+y$ 和
```python
code()  # 注释
```
见 https://example.org/a?b=1。**重**点 5$ 到 6$"""


def test_prose_keeps_holes_where_code_and_formulae_were() -> None:
    assert texts.prose(MIXED) == f"前文 {HOLE} 与 {HOLE}，{HOLE} 和\n{HOLE}\n见 {HOLE}。重点 5$ 到 6$"


def test_code_and_formulae_are_found_apart() -> None:
    assert texts.code_spans(MIXED) == ["a(b)", "x ` y"]
    assert texts.fences(MIXED) == ["code()  # 注释\n"]
    assert texts.formulae(MIXED) == ["x+y"]
    assert texts.formulae("`$a$` and $$b\nc$$") == ["b\nc"]


def test_every_pair_of_a_question_is_walked_with_its_field() -> None:
    def question(name: str):  # type: ignore[no-untyped-def]
        path = GOOD / name
        return parse(path.read_text(encoding="utf-8"), str(Path(name)), "mine")

    theory = question("theory/maths/softmax-shift.yaml")
    fields = [field for field, _ in texts.texts(theory)]
    assert fields[:3] == ["title", "prompt", "answer"]
    assert {"points[1].because", "points[1].followup.ask", "points[1].followup.expect"} <= set(fields)
    assert [field for field, _ in texts.wordings(theory)] == [
        "points[0].accept", "points[0].reject", "points[0].must", "points[1].accept", "points[1].reject",
    ]  # fmt: skip
    business = {field for field, _ in texts.texts(question("business/design/faq-bot.yaml"))}
    assert {"dimensions[3].anchors.4", "curveballs[0].expect", "red_flags[0].says"} <= business
    coding = {field for field, _ in texts.texts(question("coding/maths/running-mean.yaml"))}
    assert {"tests[2].says", "wrong[0].says", "hints[3]", "explain"} <= coding


def test_an_erratum_may_quote_what_is_wrong() -> None:
    question = parse(
        "title: {en: T}\ntopic: a/b\nprompt: {en: P}\nanswer: {en: A}\n"
        "errata: [{date: 2026-11-01, was: {en: W}, now: {en: N}}]\n",
        "theory/q.yaml",
        "mine",
    )
    assert [field for field, _ in texts.taught(question)] == ["title", "prompt", "answer", "errata[0].now"]
