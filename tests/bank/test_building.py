"""A document survives JSON, and becomes the value that the file says."""

from __future__ import annotations

import json

from drillbank.bank import building, parsing
from drillbank.model import Ask, Business, Coding, Text, Theory

from .banks import REPOSITORY

GOOD = REPOSITORY / "tests" / "golden" / "check" / "good"


def built(kind: str, name: str):  # type: ignore[no-untyped-def]
    path = GOOD / kind / name
    document = parsing.question_file(path, kind, str(path)).document  # type: ignore[arg-type]
    again = json.loads(json.dumps(document))
    once = building.question(kind, document, id="x", path="p", bank="b")  # type: ignore[arg-type]
    assert building.question(kind, again, id="x", path="p", bank="b") == once  # type: ignore[arg-type]
    return once


def test_theory() -> None:
    question = built("theory", "maths/softmax-shift.yaml")
    assert isinstance(question, Theory)
    first, second = question.points
    assert (first.id, first.core, first.weight, first.source) == ("no-overflow", True, 2, "computed")
    assert first.accept.zh == ("避免 exp 变成无穷大", "大输入会溢出所以要平移", "让最大的指数是零")
    assert first.must.en == ("overflow", "infinite", "zero")
    assert first.reject.en == ("it makes it faster", "it flattens the probabilities")
    assert isinstance(second.followup, Ask)
    assert second.followup.ask.en == "And the logarithm of softmax?"
    assert question.samples[2].points == {"no-overflow": "contradicted", "same-result": "contradicted"}
    assert question.code[0].expect == "709\n"
    assert (question.reviewed, question.review_by) == ("2026-11-01", "2028-11-01")
    assert question.sources[0].where == "§2"


def test_business() -> None:
    question = built("business", "design/faq-bot.yaml")
    assert isinstance(question, Business)
    assert list(question.dimensions[0].anchors) == [1, 2, 3, 4]
    assert question.dimensions[1].anchors[3] == Text("有失效规则", "has a rule")
    assert question.must_haves[0].accept.zh == ("版本写进键里", "换版本就换键")
    assert question.red_flags[0].id == "caches-private"
    assert question.curveballs[0].expect.en == "Not worth it; measure first."
    assert question.estimate is not None
    assert (question.estimate.expr, question.estimate.tolerance) == ("20000 * 0.3", 0.1)
    assert question.samples[0].dimensions["cost"] == 3


def test_coding() -> None:
    question = built("coding", "maths/running-mean.yaml")
    assert isinstance(question, Coding)
    assert [test.name for test in question.tests] == ["by-hand", "drawn", "bad-window"]
    assert [(test.hidden, test.weight) for test in question.tests] == [(False, 1), (True, 2), (False, 1)]
    assert question.wrong[0].caught_by == ("by-hand", "drawn")
    assert question.examples[0].gives == "[1.5, 2.5]"
    assert (question.limits.wall_s, question.limits.memory_mb) == (2, 128)
    assert len(question.hints) == 4
    assert question.arrays == "list"
    assert question.growth is None


def test_a_summary_says_what_lists_need() -> None:
    path = GOOD / "coding/maths/running-mean.yaml"
    document = parsing.question_file(path, "coding", str(path)).document
    summary = building.summary("coding", document, id="running-mean", bank="mine")
    assert (summary.id, summary.kind, summary.area, summary.language) == ("running-mean", "coding", "maths", "python")
    assert (summary.level, summary.minutes, summary.rev, summary.bank) == (2, 10, 1, "mine")
    assert (summary.roles, summary.related, summary.requires) == (("general",), ("softmax-shift",), ())
