from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from .screens import SMALL_BANK

Run = Callable[..., Any]
KATA = ("--no-shipped-bank", "--bank", str(SMALL_BANK), "kata", "add-two")
RIGHT = "def add(a, b):\n    return a + b\n"
WRONG = "def add(a, b):\n    return a - b\n"


@pytest.fixture
def file(home: Path) -> Path:
    """The kata's file, as if she had begun it."""
    path = home / "data" / "drafts" / "add-two.py"
    path.parent.mkdir(parents=True)
    return path


@pytest.fixture
def editor(tmp_path: Path) -> Callable[..., dict[str, str]]:
    """An editor that writes the next of these texts at each start."""

    def make(*texts: str) -> dict[str, str]:
        for number, text in enumerate(texts):
            (tmp_path / f"save-{number}").write_text(text)
        script = tmp_path / "editor.sh"
        script.write_text(
            f'#!/bin/sh\nn=$(cat {tmp_path}/n 2>/dev/null || echo 0)\ncp "{tmp_path}/save-$n" "$1"\n'
            f"echo $((n + 1)) > {tmp_path}/n\n"
        )
        script.chmod(0o755)
        return {"EDITOR": str(script)}

    return make


def reviews(home: Path) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(home / "data" / "drillbank.db")) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute("SELECT * FROM reviews ORDER BY seq").fetchall()]


def test_accepted_at_the_first_save_is_good(drillbank: Run, home: Path, editor: Callable[..., dict[str, str]]) -> None:
    ran = drillbank(*KATA, stdin="\n\n", env=editor(RIGHT))
    assert ran.code == 0
    assert "✔ accepted   2 of 2 tests" in ran.out
    assert "In one sentence  Why does the order not matter?" in ran.out
    (review,) = reviews(home)
    assert (review["rating"], review["hints"], review["source"], review["answer"]) == (3, 0, "kata", RIGHT)
    assert json.loads(review["verdict"])["verdict"] == "accepted"


def test_accepted_at_the_second_save_is_hard_and_one_review(
    drillbank: Run, home: Path, editor: Callable[..., dict[str, str]]
) -> None:
    ran = drillbank(*KATA, stdin="\n\n\n", env=editor(WRONG, RIGHT))
    assert "This looks like a known mistake: minus\n  It subtracts" in ran.out
    assert "add-two · save 2" in ran.out
    assert [review["rating"] for review in reviews(home)] == [2]


def test_a_hint_makes_it_hard(drillbank: Run, home: Path, file: Path) -> None:
    file.write_text(RIGHT)
    ran = drillbank(*KATA, stdin="h\nr\n\n")
    assert "Hint 1 of 2\n  Think of the plus sign." in ran.out
    assert [(review["rating"], review["hints"]) for review in reviews(home)] == [(2, 1)]


def test_giving_up_is_again_and_shows_the_solution_only_then(drillbank: Run, home: Path, file: Path) -> None:
    file.write_text(WRONG)
    ran = drillbank(*KATA, stdin="r\ng\nn\ng\ny\n\n")
    before, _, after = ran.out.rpartition("Give up? It counts as Again.")
    assert "return a + b" not in before
    assert "return a + b" in after
    assert [(review["rating"], review["answer"]) for review in reviews(home)] == [(1, WRONG)]


def test_leaving_keeps_the_file_and_what_was_tried(drillbank: Run, home: Path, file: Path) -> None:
    file.write_text(WRONG)
    left = drillbank(*KATA, stdin="r\nq\n")
    assert left.code == 0
    assert str(file) in left.out
    assert reviews(home) == []
    assert file.read_text() == WRONG
    file.write_text(RIGHT)
    again = drillbank(*KATA, stdin="r\n\n")
    assert "Kept from before: graded 1 times, 0 hints" in again.out
    assert [review["rating"] for review in reviews(home)] == [2]


def test_leaving_at_the_rating_does_not_count_the_same_save_twice(drillbank: Run, home: Path, file: Path) -> None:
    file.write_text(RIGHT)
    drillbank(*KATA, stdin="r\nq\n")
    drillbank(*KATA, stdin="r\n\n")
    assert [review["rating"] for review in reviews(home)] == [3]


def test_the_next_kata_starts_blank(drillbank: Run, file: Path) -> None:
    file.write_text(RIGHT)
    drillbank(*KATA, stdin="r\n\n")
    drillbank(*KATA, stdin="q\n")
    assert "raise NotImplementedError" in file.read_text()


def test_an_editor_left_without_a_change_is_not_graded(drillbank: Run, home: Path) -> None:
    ran = drillbank(*KATA, stdin="\nq\n", env={"EDITOR": "true"})
    assert "Not changed, so not graded" in ran.out
    assert "tests" not in ran.out


def test_an_editor_that_is_not_there_is_one_sentence(drillbank: Run) -> None:
    ran = drillbank(*KATA, stdin="\n", env={"EDITOR": "no-such-editor --wait"})
    assert ran.code == 2
    assert "The editor 'no-such-editor' cannot be started" in ran.err
    assert "Traceback" not in ran.err


def test_a_file_that_is_no_text_is_not_graded(drillbank: Run, file: Path) -> None:
    file.write_bytes(b"\xff\xfe")
    ran = drillbank(*KATA, stdin="r\nq\n")
    assert "The file is not UTF-8; it is not graded." in ran.out


def test_without_an_id_it_is_todays(drillbank: Run) -> None:
    ran = drillbank(*KATA[:-1], stdin="q\n")
    assert "The sum of two" in ran.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add-tow"], "Did you mean add-two?"),
        (["batching"], "batching is a theory question, not code"),
        (["add-two", "--watch"], "needs a terminal"),
        (["add-two"], "stdin is no terminal"),
    ],
)
def test_wrong_use_gives_2_and_one_sentence(drillbank: Run, words: list[str], said: str) -> None:
    ran = drillbank(*KATA[:-1], *words)
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err
