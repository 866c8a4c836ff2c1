"""Shapes: permissive input, strict data, every fault at once."""

from __future__ import annotations

from typing import Any

import pytest

from drillbank.bank import reading
from drillbank.bank.shapes import MISSING, Day, Either, Flag, Items, Key, Named, Notes, Num, Pair, Record, Shape, Str


def read(shape: Shape, text: str) -> tuple[Any, list[str]]:
    notes = Notes("q.yaml")
    value = shape.read(reading.read_text(text, "q.yaml"), "x", notes)
    return value, [f"{p.line} {p.field}: {p.message}" for p in notes.problems]


@pytest.mark.parametrize(
    ("shape", "text", "value"),
    [
        (Str(), "1.0", "1.0"),
        (Str(), "no", "no"),
        (Str(), "'  a b '", "a b"),
        (Str(), "|2\n    indented\n  not\n", "  indented\nnot"),
        (Str(code=True), "|\n  f(x)\n\n", "f(x)\n"),
        (Day(), "2026-11-23", "2026-11-23"),
        (Day(), "'2026-11-23'", "2026-11-23"),
        (Num(1, 5, whole=True), "3", 3),
        (Num(0, 9), "2", 2),
        (Num(0, 9), "2.50", 2.5),
        (Flag(), "yes", True),
        (Flag(), "False", False),
        (Items(Str()), "numpy", ["numpy"]),
        (Items(Str()), "[a, b]", ["a", "b"]),
        (Items(Str()), "~", []),
        (Pair(Str()), "{zh: 甲}", {"zh": "甲"}),
        (Named(Num(0, 4), "[a-z]+", "letters to numbers"), "{a: 1}", {"a": 1}),
        (Record({"id": Key(Str()), "where": Key(Str(), default="")}, short="id"), "abc", {"id": "abc", "where": ""}),
        (Either(Str(), Pair(Str())), "{en: a}", {"en": "a"}),
        (Either(Str(), Pair(Str())), "a", "a"),
    ],
)
def test_what_is_taken(shape: Shape, text: str, value: Any) -> None:
    assert read(shape, text) == (value, [])


@pytest.mark.parametrize(
    ("shape", "text", "fault"),
    [
        (Str(), "''", "1 x: is empty"),
        (Str(), "~", "1 x: is empty"),
        (Str(), "[a]", "1 x: has to be a text, not a list; quote it if it starts with [ or {"),
        (Str(one_line=True), "|\n a\n b\n", "1 x: has to fit on one line"),
        (Str(choices=("a", "b")), "c", '1 x: has to be one of a, b, not "c"'),
        (Str(pattern="[a-z]+", means="small letters"), "A1", '1 x: has to be small letters, not "A1"'),
        (Day(), "2026-02-30", "1 x: has to be a day like 2026-11-23, not '2026-02-30'"),
        (Num(1, 5, whole=True), "6", "1 x: has to be a whole number of at least 1 and at most 5, not 6"),
        (Num(1, 5, whole=True), "2.5", "1 x: has to be a whole number, not '2.5'"),
        (Num(1, 5, whole=True), "'2'", "1 x: has to be a whole number (without quotes), not '2'"),
        (Num(0, 5, above=True), "0", "1 x: has to be a number of more than 0 and at most 5, not 0"),
        (Num(0, 5), ".nan", "1 x: has to be a number, not '.nan'"),
        (Flag(), "'true'", "1 x: has to be true or false, not 'true'"),
        (
            Pair(Str()),
            "just text",
            "1 x: has to be a text per language, not 'just text'; write zh: … and en: … below it",
        ),
        (Pair(Str()), "{}", "1 x: needs zh: or en:"),
        (
            Pair(Str()),
            "{zh: a, rest: b}",
            '1 x: unknown key "rest"; a text that holds a comma has to be quoted inside { }',
        ),
        (
            Named(Str(), "[1-4]", "1-4 to texts"),
            "{5: a}",
            '1 x: "5" is no key here; the mapping goes from 1-4 to texts',
        ),
    ],
)
def test_what_is_refused(shape: Shape, text: str, fault: str) -> None:
    value, faults = read(shape, text)
    assert faults == [fault]
    assert value in (MISSING, {}, {"zh": "a"})


RECORD = Record(
    {"answer": Key(Str(), needed=True, means="the model answer"), "level": Key(Num(1, 5)), "id": Key(Str())}
)


def test_every_fault_of_a_record_is_listed_with_its_line() -> None:
    value, faults = read(RECORD, "anwser: a\nlevel: 9\nid:\nlevel: 3\n")
    assert faults == [
        '4 x: the key "level" stands here again (first on line 2)',
        '1 x: unknown key "anwser" (did you mean "answer"?)',
        "2 x.level: has to be a number of at least 1 and at most 5, not 9",
        '1 x: the key "answer" is missing (the model answer)',
    ]
    assert value == {}


def test_a_needed_key_without_a_value_is_empty_not_missing() -> None:
    assert read(RECORD, "answer:\n")[1] == ["1 x.answer: is empty"]


def test_one_name_for_two_items_is_a_fault() -> None:
    shape = Items(Record({"id": Key(Str(), needed=True)}), unique_by="id")
    assert read(shape, "- {id: a}\n- {id: b}\n- {id: a}\n")[1] == ['3 x[2]: has the id "a" of x[0] again']
    assert read(shape, "- {id: ''}\n- {id: ''}\n")[1] == ["1 x[0].id: is empty", "2 x[1].id: is empty"]


def test_lines_of_fields_are_noted() -> None:
    notes = Notes("q.yaml")
    Pair(Items(Str())).read(reading.read_text("zh:\n  - a\n  - b\nen: [c]\n", "q"), "accept", notes)
    assert notes.lines == {"accept.zh": 1, "accept.zh[0]": 2, "accept.zh[1]": 3, "accept.en": 4, "accept.en[0]": 4}
