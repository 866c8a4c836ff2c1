"""``today`` without a terminal: answers as lines on stdin, and its queue as JSON."""

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
BANK = ("--no-shipped-bank", "--bank", str(SMALL_BANK))
CACHE_SIZE = "4\nhalf of it\n.\n1 2\n\n\n"  # certain, an answer, both points, agree, agree
BATCHING = "2\n?\n\n"  # shaky, don't know, agree


def reviews(home: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(home / "data" / "drillbank.db")) as connection:
        return connection.execute(
            "SELECT question, answer, marks, confidence, rating FROM reviews ORDER BY seq"
        ).fetchall()


def test_the_queue_as_json(drillbank: Run) -> None:
    ran = drillbank(*BANK, "today", "--json", env={"DRILLBANK_NOW": "2026-11-24T21:00:00+08:00"})
    assert ran.code == 0
    assert ran.json["date"] == "2026-11-24"
    assert ran.json["minutes"] == 30
    assert sorted(item["question"] for item in ran.json["queue"]) == ["add-two", "batching", "cache-size"]
    assert [item["why"] for item in ran.json["queue"]] == ["new", "new", "kata"]


def test_minutes_and_short_make_the_queue_shorter(drillbank: Run) -> None:
    assert drillbank(*BANK, "today", "--json", "--short").json["minutes"] == 5
    queue = drillbank(*BANK, "today", "--json", "--minutes", "3").json["queue"]
    assert [item["question"] for item in queue] == ["batching"]


def test_piped_answers_are_recorded_one_by_one(drillbank: Run, home: Path) -> None:
    ran = drillbank(*BANK, "today", stdin=CACHE_SIZE + BATCHING)
    assert ran.code == 0
    rows = reviews(home)
    assert [(row[0], row[1], row[3], row[4]) for row in rows] == [
        ("cache-size", "half of it", 4, 4),
        ("batching", "", 2, 1),
    ]
    assert json.loads(rows[0][2]) == {"formula": True, "linear": True}
    assert json.loads(rows[1][2]) == {"at-once": False}


def test_what_is_recorded_leaves_no_draft_behind(drillbank: Run, home: Path) -> None:
    drillbank(*BANK, "today", stdin=CACHE_SIZE + BATCHING)
    assert [path.name for path in (home / "data" / "drafts").iterdir() if path.stem != "add-two"] == []


def test_the_screen_gives_reasons_and_the_follow_up(drillbank: Run) -> None:
    ran = drillbank(*BANK, "today", stdin="4\nit is large\n.\n2\n\nf\n1\n")
    assert "Why 1  Leaving one out halves the figure." in ran.out
    assert "Why 2" not in ran.out
    assert "They would ask next  What limits the prefill?" in ran.out
    assert "A good reply  Arithmetic." in ran.out
    assert "You were certain and missed a core point" in ran.out
    assert "Certain and wrong: again in 5 minutes, and on" in ran.out


def test_the_model_answer_is_not_on_the_screen_before_hers(drillbank: Run) -> None:
    ran = drillbank(*BANK, "today", stdin="4\n")
    assert "How many bytes does a KV cache take?" in ran.out
    assert "Twice layers" not in ran.out


def test_the_proposed_rating_can_be_replaced(drillbank: Run, home: Path) -> None:
    drillbank(*BANK, "today", stdin="3\nhalf of it\n.\n1 2\n\n2\n")
    assert reviews(home)[0][4] == 2


def test_u_goes_back_to_the_marks_before_anything_is_recorded(drillbank: Run, home: Path) -> None:
    drillbank(*BANK, "today", stdin="3\nhalf of it\n.\n\nu\n1 2\n\n\n")
    (row,) = reviews(home)
    assert json.loads(row[2]) == {"formula": True, "linear": True}
    assert row[4] == 3


def test_undo_in_the_sitting_brings_the_answer_back_to_be_marked(drillbank: Run, home: Path) -> None:
    ran = drillbank(*BANK, "today", stdin=CACHE_SIZE + "u\n\n\n2\n")
    assert "Taken back: How large is the cache?" in ran.out
    assert "> half of it" in ran.out
    assert [row[4] for row in reviews(home)] == [4, None, 2]


def test_later_moves_a_question_behind_the_others(drillbank: Run) -> None:
    ran = drillbank(*BANK, "today", stdin="l\n")
    assert ran.out.index("How large is the cache?") < ran.out.index("What is continuous batching?")


def test_today_goes_on_where_it_stopped(drillbank: Run) -> None:
    drillbank(*BANK, "today", stdin=CACHE_SIZE)
    ran = drillbank(*BANK, "today", stdin="q\n")
    assert "[2/3] What is continuous batching?" in ran.out
    assert "How large is the cache?" not in ran.out


def test_an_answer_left_at_the_marks_is_kept_with_them(drillbank: Run) -> None:
    drillbank(*BANK, "today", stdin="3\nmy words\n.\n2\nq\n")
    ran = drillbank(*BANK, "today", stdin="\nq\n")
    assert "Your answer from before, not rated yet:\n> my words" in ran.out
    assert "2 ✔       it grows linearly with length" in ran.out


def test_nothing_on_stdin_says_what_to_do_and_gives_2(drillbank: Run) -> None:
    ran = drillbank(*BANK, "today")
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert "drillbank today --json" in ran.err
    assert "Traceback" not in ran.err


def test_an_impossible_key_is_said_and_asked_again(drillbank: Run) -> None:
    ran = drillbank(*BANK, "today", stdin="7\n4\n")
    assert "Please type one of: 1 2 3 4 l q" in ran.out
    assert "Your answer" in ran.out


def test_chinese_screens(drillbank: Run) -> None:
    ran = drillbank(*BANK, "--lang", "zh", "today", stdin="4\n不知道\n.\n\n\n")
    assert "KV 缓存的字节数怎么算？" in ran.out
    assert "你很确定，却漏了核心要点" in ran.out
    assert "接着会问  预填充受什么限制？" in ran.out
    assert "已记录：重来" in ran.out


def test_both_languages(drillbank: Run) -> None:
    ran = drillbank(*BANK, "--lang", "both", "today", stdin="4\n")
    assert "KV 缓存的字节数怎么算？" in ran.out
    assert "How many bytes does a KV cache take?" in ran.out


def test_a_finished_day_closes_with_a_sentence_of_her_own(drillbank: Run, home: Path) -> None:
    code = "def add(a, b):\n    return a + b\n"
    drillbank(*BANK, "today", stdin="l\nl\nq\n")  # makes the kata's file
    (home / "data" / "drafts" / "add-two.py").write_text(code)
    ran = drillbank(*BANK, "today", stdin=CACHE_SIZE + BATCHING + "r\n\n" + "头数别数错\n")
    assert "✔ accepted" in ran.out
    assert "Done: 3 answered in this sitting." in ran.out
    with closing(sqlite3.connect(home / "data" / "drillbank.db")) as connection:
        ((kind, data),) = connection.execute("SELECT kind, data FROM events WHERE kind = 'note'").fetchall()
    assert (kind, json.loads(data)) == ("note", {"text": "头数别数错"})


@pytest.mark.parametrize("module", ["numpy", "sklearn", "yaml", "fsrs"])
def test_the_first_prompt_waits_for_no_heavy_module(drillbank: Run, module: str) -> None:
    drillbank(*BANK, "list")  # the snapshot is made once
    ran = drillbank(*BANK, "today", stdin="x\n", env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert "How sure, before you answer?" in ran.out
    imported = {line.rpartition("|")[2].strip() for line in ran.err.splitlines() if line.startswith("import time:")}
    assert "drillbank.study.session" in imported
    assert not {name for name in imported if name == module or name.startswith(module + ".")}
