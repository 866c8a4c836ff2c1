"""What a question file may hold, and the JSON Schema that says the same to editors."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from drillbank.bank import json_schema, parse, parsing, reading, schema
from drillbank.bank.schema import RECORDS
from drillbank.errors import BankError
from drillbank.model import KINDS, Coding, Theory

from . import banks
from .banks import REPOSITORY

GOOD = REPOSITORY / "tests" / "golden" / "check" / "good"
SHIPPED = REPOSITORY / "questions"
FILES = [path for root in (GOOD, SHIPPED) for kind in KINDS for path in sorted((root / kind).rglob("*.yaml"))]


def faults(text: str, kind: str) -> list[str]:
    with pytest.raises(BankError) as caught:
        parse(text, f"{kind}/q.yaml", "mine")
    return [f"{p.line} {p.field}: {p.message}" for p in caught.value.problems]


def test_title_topic_prompt_and_answer_in_one_language_are_enough_for_theory() -> None:
    question = parse(
        "title: {en: T}\ntopic: a/b\nprompt: {en: P}\nanswer: {en: A}\n", "theory/deep/down/plain.yaml", "mine"
    )
    assert isinstance(question, Theory)
    assert (question.id, question.bank, question.path) == ("plain", "mine", "theory/deep/down/plain.yaml")
    assert (question.level, question.minutes, question.rev, question.points) == (3, 2, 1, ())
    assert question.title.get("zh") == "T"


def test_coding_also_needs_tests_and_a_solution() -> None:
    assert faults(banks.THEORY, "coding") == [
        '1 : the key "solution" is missing (the model answer)',
        '1 : the key "tests" is missing (in order, small cases first)',
    ]
    no_tests = banks.CODING[: banks.CODING.index("tests:")] + "tests: []\n"
    assert faults(no_tests, "coding") == ["10 tests: is empty; without a test nothing can be judged"]


def test_permissive_input_gives_strict_values() -> None:
    question = parse(banks.CODING, "coding/double.yaml", "mine")
    assert isinstance(question, Coding)
    assert question.requires == ("numpy",)
    assert question.tests[0].weight == 1
    assert question.tests[0].code == "assert solution.double(2) == 4\n"


def test_all_faults_of_a_file_come_at_once_in_the_order_of_its_lines() -> None:
    text = (
        banks.THEORY
        + "leval: 2\npoints:\n  - id: a\n    claim: {zh: x}\n    core: perhaps\n  - claim: {zh: y}\nminutes: 0\n"
    )
    assert faults(text, "theory") == [
        '5 : unknown key "leval" (did you mean "level"?)',
        "9 points[0].core: has to be true or false, not 'perhaps'",
        '10 points[1]: the key "id" is missing',
        "11 minutes: has to be a number of more than 0 and at most 600, not 0",
    ]


@pytest.mark.parametrize("name", ["points", "tests", "wrong"])
def test_an_id_met_twice_inside_a_question_is_a_fault(name: str) -> None:
    kind = "theory" if name == "points" else "coding"
    item = {"points": "{id: a, claim: {en: x}}", "tests": "{name: a, code: pass}", "wrong": "{id: a, code: pass}"}[name]
    base = banks.THEORY if kind == "theory" else banks.CODING.replace("tests:", "tests_:").split("tests_:")[0]
    if name == "wrong":
        base = banks.CODING
    assert any("[1]: has the" in fault for fault in faults(f"{base}{name}:\n  - {item}\n  - {item}\n", kind))


def test_a_theory_question_knows_no_tests() -> None:
    assert faults(banks.THEORY + "tests: []\n", "theory") == ['5 : unknown key "tests"']


def test_a_path_that_names_no_kind_is_refused() -> None:
    with pytest.raises(BankError, match="does not tell its kind"):
        parse(banks.THEORY, "somewhere/q.yaml", "mine")


def test_the_shipped_schema_is_the_generated_one() -> None:
    on_disk = (SHIPPED / "schema.json").read_text(encoding="utf-8")
    assert json.loads(on_disk) == json_schema(), "run: drillbank bank schema > questions/schema.json"


def test_the_schema_is_sound_and_names_every_key() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    for kind in KINDS:
        assert set(json_schema()["$defs"][kind]["properties"]) == set(RECORDS[kind].keys)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_schema_admits_each_question_that_loads(path: Path) -> None:
    kind = parsing.kind_of_path(str(path))
    assert kind is not None
    parsing.question_file(path, kind, str(path))
    plain = reading.plain(reading.read_file(path, path.name)[1])
    jsonschema.Draft202012Validator(json_schema()).validate(plain)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (banks.THEORY.replace("answer:", "anwser:"), "theory"),
        (banks.THEORY.replace("prompt: {zh: 问什么, en: What is asked}", "prompt: {fr: quoi}"), "theory"),
        (banks.THEORY + "level: 9\n", "theory"),
        (banks.THEORY + "samples: [{lang: zh, text: a, points: {a: perhaps}}]\n", "theory"),
        (banks.CODING.replace("code: |", "cod: |"), "coding"),
    ],
)
def test_the_schema_refuses_what_loading_refuses(text: str, kind: str) -> None:
    assert faults(text, kind)
    validator = jsonschema.Draft202012Validator(json_schema())
    assert not validator.is_valid(reading.plain(reading.read_text(text, "q.yaml")))


def test_no_shape_describes_itself_as_anything_goes() -> None:
    for kind in KINDS:
        for name, key in schema.RECORDS[kind].keys.items():
            assert key.shape.json() not in ({}, {"type": "object"}), name
