from __future__ import annotations

from pathlib import Path

import pytest

from drillbank.audit import record
from drillbank.audit.proof import Proof
from drillbank.audit.record import Entry

PROOF = Proof(question="a", kind="coding", tests=3, wrong=4, alternatives=2, mutants=40, mutants_killed=39)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.yaml"
    path.write_text("title: a\n")
    return path


def test_what_was_proved_is_written_one_line_per_question_and_read_back(tmp_path: Path, file: Path) -> None:
    entry = Entry.of(PROOF, file)
    assert (entry.tests, entry.mistakes, entry.alternatives, entry.mutants, entry.killed) == (3, 4, 2, 40, 39)
    path = record.write(tmp_path, {"b": entry, "a": entry})
    assert record.read(tmp_path) == {"a": entry, "b": entry}
    lines = path.read_text().splitlines()
    assert [line.partition(":")[0] for line in lines] == ["{", '"a"', '"b"', "}"]


def test_a_question_edited_since_and_one_never_proved_are_stale(tmp_path: Path, file: Path) -> None:
    entries = {"a": Entry.of(PROOF, file)}
    assert record.stale(entries, [("a", file)]) == []
    assert record.stale({}, [("a", file)]) == ["a"]
    file.write_text("title: b\n")
    assert record.stale(entries, [("a", file)]) == ["a"]


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1}', '{"a": {"file": "x"}}'])
def test_a_record_that_cannot_be_read_says_that_nothing_is_proved(tmp_path: Path, text: str) -> None:
    assert record.read(tmp_path) == {}
    (tmp_path / record.NAME).write_text(text)
    assert record.read(tmp_path) == {}
