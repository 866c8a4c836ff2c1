from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drillbank.errors import ExchangeError
from drillbank.exchange.rows import read_table
from drillbank.exchange.sources import Citation
from drillbank.exchange.tables import DANGEROUS, csv_text, guarded, tsv_text, unguarded
from drillbank.model import Question, Theory

from .makers import banks, both, coding, theory

BOTH = ("zh", "en")


@given(banks())
@settings(max_examples=150)
def test_csv_read_and_written_again_is_the_same(questions: list[Question]) -> None:
    first = csv_text(questions, BOTH)
    table = read_table(first.encode(), "x.csv", "x")
    assert table.problems == ()
    assert table.ignored == ()
    assert csv_text(table.questions, BOTH) == first


@given(banks())
def test_no_cell_starts_a_formula(questions: list[Question]) -> None:
    for row in csv.reader(io.StringIO(csv_text(questions, BOTH), newline="")):
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text())
@example("'=1")
@example("''")
@example("=cmd|'/c calc'!A0")
def test_the_guard_comes_off_again(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert guarded(cell) == (f"'{cell}" if cell[:1] in DANGEROUS and cell else cell)


def test_an_apostrophe_that_guards_nothing_stays() -> None:
    assert unguarded("'tis") == "'tis"
    assert unguarded("'") == "'"


def test_the_header_names_each_language_asked_for() -> None:
    header = next(csv.reader(io.StringIO(csv_text([theory()], ("zh",)))))
    assert "prompt_zh" in header
    assert "prompt_en" not in header
    assert len(header) == len(set(header))


def test_a_plain_two_column_table_becomes_theory_questions() -> None:
    table = read_table(
        "Front,Back\n什么是 KV 缓存？,每层存 K 和 V\nWhat is BM25?,A ranking function\n".encode(), "x.csv", "my"
    )
    assert table.problems == ()
    chinese, english = table.questions
    assert chinese.prompt == both("什么是 KV 缓存？", None)  # type: ignore[arg-type]
    assert english.answer.en == "A ranking function"
    assert isinstance(english, Theory)
    assert english.origin is not None
    assert english.origin.proved is False
    assert chinese.id.startswith("my-")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found(separator: str) -> None:
    table = read_table(f"front{separator}back\na{separator}b\n".encode(), "x", "x")
    assert [q.answer.en for q in table.questions] == ["b"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encodings_of_spreadsheets_are_read(encoding: str) -> None:
    table = read_table("front,back\n显存,内存\n".encode(encoding), "x", "x")
    assert [q.answer.zh for q in table.questions] == ["内存"]


def test_each_bad_row_is_named_by_its_line() -> None:
    raw = (
        'kind,id,prompt,answer,level\ntheory,a,"two\nlines",b,2\ntheory,b,,x,2\ntheory,c,p,q,9\n'
        "nonsense,d,p,q,1\ntheory,a,p,q,1\ntheory,e,p,q,1,extra\n"
    )
    table = read_table(raw.encode(), "t.csv", "x")
    assert [q.id for q in table.questions] == ["a"]
    assert [(p.line, p.field) for p in table.problems] == [(4, "prompt"), (5, "level"), (6, "kind"), (7, "id"), (8, "")]
    assert str(table.problems[0]).startswith("t.csv:4: prompt: ")


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"a,b\n1,2\n", "prompt"),
        (b"promt,answer\na,b\n", "did you mean 'prompt'"),
        ("front,back\n显,存\n".encode("gbk"), "UTF-8"),
        (b'front,back\n"a,b\n', "no sound CSV"),
        (b"front,back\n" + b"x" * 1_000_000 + b",y\n", "field larger"),
        (b"front,back\na\x00,b\n", "x"),
        (b"", "prompt"),
    ],
)
def test_what_is_no_such_table_is_refused_in_one_sentence(raw: bytes, says: str) -> None:
    if b"\x00" in raw:  # Python 3.11 and later read a NUL; it must not reach a file
        table = read_table(raw, "x.csv", "x")
        assert all("\x00" not in q.prompt.get("en") for q in table.questions)
        return
    with pytest.raises(ExchangeError, match=says) as caught:
        read_table(raw, "x.csv", "x")
    assert "\n" not in str(caught.value)


def test_an_unknown_column_is_passed_over_and_named() -> None:
    assert read_table(b"front,back,colour\na,b,red\n", "x", "x").ignored == ("colour",)


def test_quizlet_lines_are_two_plain_cells() -> None:
    lines = tsv_text([theory(), coding()], BOTH, {"fawcett-2006": Citation("Fawcett (2006)", "https://x.y")}).split(
        "\n"
    )
    assert lines[-1] == ""
    assert all(line.count("\t") == 1 for line in lines[:-1])
    assert len(lines) == 3
    assert "**" not in lines[0]
    assert "Fawcett (2006) https://x.y, §3" in lines[0]
    assert "假阳性率" in lines[0]


@given(banks())
def test_quizlet_gets_one_line_per_question_whatever_the_text(questions: list[Question]) -> None:
    lines = tsv_text(questions, BOTH, {}).split("\n")
    assert len(lines) == len(questions) + 1
    assert all(line.count("\t") == 1 for line in lines[:-1])
