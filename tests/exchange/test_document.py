from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from drillbank.errors import ExchangeError
from drillbank.exchange.document import bank_document, dump_json, load_json, question_document, questions_of
from drillbank.model import Question

from .makers import banks, coding, theory


def there_and_back(questions: list[Question]) -> list[Question]:
    found, problems = questions_of(load_json(dump_json(bank_document(questions)), "x.json"), "x.json")
    assert problems == []
    return found


@given(banks())
@settings(max_examples=150)
def test_json_gives_the_same_questions_back(questions: list[Question]) -> None:
    back = there_and_back(questions)
    assert [replace(q, path="", bank="") for q in back] == [replace(q, path="", bank="") for q in questions]
    assert dump_json(bank_document(back)) == dump_json(bank_document(questions))


def test_defaults_are_left_out() -> None:
    document = question_document(coding())
    assert "language" not in document
    assert "limits" not in document
    assert document["tests"] == [{"name": "values", "code": "assert solution.double(2) == 4\n"}]


def test_one_question_is_one_line() -> None:
    lines = dump_json(bank_document([theory(), coding()])).decode().splitlines()
    assert len(lines) == 4
    assert json.loads(lines[1].rstrip(","))["id"] == "roc-axes"


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"{", "no valid JSON"),
        (b"\xff\xfe", "UTF-8"),
        (b"[]", "no export of drillbank"),
        (b'{"format": "drillbank", "version": 99, "questions": []}', "update"),
        (b'{"format": "drillbank", "version": 1}', "questions"),
        (b'{"format": "drillbank", "version": 1, "questions": [NaN]}', "NaN"),
        (b"[" * 100_000, "no valid JSON"),
    ],
)
def test_what_is_no_export_is_refused_in_one_sentence(raw: bytes, says: str) -> None:
    with pytest.raises(ExchangeError, match=says) as caught:
        load_json(raw, "x.json")
    assert "\n" not in str(caught.value)


def test_every_bad_entry_is_named_with_its_place() -> None:
    document = bank_document([theory()])
    good = document["questions"][0]
    document["questions"] += [
        good,
        {"id": "../../x", "kind": "theory", **{k: v for k, v in good.items() if k not in ("id", "kind")}},
        {"id": "b", "kind": "theory", "anwser": {"en": "x"}},
        17,
    ]
    found, problems = questions_of(document, "x.json")
    assert [q.id for q in found] == ["roc-axes"]
    places = {problem.field.partition(".")[0] for problem in problems}
    assert places == {"questions[1]", "questions[2]", "questions[3]", "questions[4]"}
    assert any("answer" in problem.message for problem in problems)
