"""The daily quiz as she sees it: single keys, typed answers, interruptions."""

from __future__ import annotations

import signal
import termios
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .terminal import Terminal

Start = Callable[..., Terminal]
Reviews = Callable[[], list[dict[str, Any]]]
CTRL_C, CTRL_D, BACKSPACE, DOWN = "\x03", "\x04", "\x7f", "\x1b[B"


def answered(started: Terminal, confidence: str, answer: str) -> None:
    """Through the first question up to its checklist."""
    started.expect("q leave (kept)")
    started.type(confidence)
    started.expect("alone on a line")
    started.expect("> ")  # what is typed before the prompt meets another mode of the terminal
    started.type(answer + CTRL_D)
    started.expect("Which key points did you make?")
    started.expect("Enter agree")


def test_an_answer_is_recorded_with_her_marks_and_her_rating(terminal: Start, reviews: Reviews) -> None:
    quiz = terminal("today")
    answered(quiz, "4", "大概是一半")
    quiz.type(DOWN + " ")
    quiz.expect("Enter agree")
    quiz.type("\r")
    quiz.expect("You were certain and missed a core point")
    quiz.expect("▸ 1 Again")
    quiz.type("3")
    quiz.expect("Recorded: Good.")
    (review,) = reviews()
    assert (review["question"], review["answer"]) == ("cache-size", "大概是一半")
    assert review["marks"] == {"formula": False, "linear": True}
    assert (review["confidence"], review["rating"], review["source"]) == (4, 3, "today")
    assert review["seconds"] is not None


def test_certain_and_wrong_comes_back_in_this_session_and_says_so(terminal: Start, reviews: Reviews) -> None:
    quiz = terminal("today")
    answered(quiz, "4", "no idea really")
    quiz.type("\r")
    quiz.expect("▸ 1 Again")
    quiz.type("\r")
    quiz.expect("Certain and wrong: again in 5 minutes, and on ")
    assert [review["rating"] for review in reviews()] == [1]


def test_erasing_a_chinese_character_takes_both_its_columns_back(terminal: Start, reviews: Reviews) -> None:
    quiz = terminal("today")
    quiz.expect("q leave (kept)")
    quiz.type("2")
    quiz.expect("alone on a line")
    quiz.expect("> ")
    quiz.type("缓存")
    quiz.expect("缓存")
    before = len(quiz.raw)
    quiz.type(BACKSPACE + "X")
    quiz.expect("X")
    # Two columns back; the terminal's own line mode would go back one and leave half a character.
    assert "\b\b" in quiz.raw[before:]
    quiz.type(CTRL_D)
    quiz.expect("Enter agree")
    quiz.type("\r")
    quiz.expect("Enter agree")
    quiz.type("\r")
    quiz.expect("Recorded")
    assert reviews()[0]["answer"] == "缓X"


def test_a_pasted_answer_of_several_lines_arrives_whole(terminal: Start, reviews: Reviews) -> None:
    quiz = terminal("today")
    pasted = "第一行：随便写写\n" + "长" * 2000 + "\nlast line"
    quiz.expect("q leave (kept)")
    quiz.type("2")
    quiz.expect("alone on a line")
    quiz.expect("> ")
    quiz.type(f"\x1b[200~{pasted}\x1b[201~" + CTRL_D)
    quiz.expect("Which key points did you make?")
    quiz.expect("Enter agree")
    quiz.type("1\r")
    quiz.expect("▸ 2 Hard")
    quiz.type("\r")
    quiz.expect("Recorded")
    assert reviews()[0]["answer"] == pasted


def test_ctrl_c_while_marking_gives_130_and_the_answer_is_kept(terminal: Start, reviews: Reviews) -> None:
    quiz = terminal("today")
    answered(quiz, "3", "my words")
    quiz.type(CTRL_C)
    assert quiz.wait() == 130
    assert "Traceback" not in quiz.screen
    assert reviews() == []
    again = terminal("today")
    again.expect("Your answer from before, not rated yet:")
    again.expect("> my words")
    again.type("\r")
    again.expect("Enter agree")
    again.type("12\r")
    again.expect("▸ 3 Good")
    again.type("\r")
    again.expect("Recorded: Good.")
    assert (reviews()[0]["answer"], reviews()[0]["confidence"]) == ("my words", 3)


def test_ctrl_c_while_typing_keeps_the_lines_that_were_entered(terminal: Start) -> None:
    quiz = terminal("today")
    quiz.expect("q leave (kept)")
    quiz.type("3")
    quiz.expect("alone on a line")
    quiz.expect("> ")
    quiz.type("first line\r")
    quiz.expect("> ")
    quiz.type(CTRL_C)
    assert quiz.wait() == 130
    again = terminal("today")
    again.expect("alone on a line")
    again.expect("> first line")


def test_kill_9_while_typing_keeps_the_lines_that_were_entered(terminal: Start) -> None:
    quiz = terminal("today")
    quiz.expect("q leave (kept)")
    quiz.type("3")
    quiz.expect("alone on a line")
    quiz.expect("> ")
    quiz.type("first line\r")
    quiz.expect("first line")
    quiz.expect("> ")
    quiz.signal(signal.SIGKILL)
    assert quiz.wait() == -signal.SIGKILL
    again = terminal("today")
    again.expect("alone on a line")
    again.expect("> first line")


def test_kill_9_after_an_answer_loses_nothing_and_today_goes_on_with_the_next(
    terminal: Start, reviews: Reviews
) -> None:
    quiz = terminal("today")
    answered(quiz, "3", "my words")
    quiz.type("12\r")
    quiz.expect("▸ 3 Good")
    quiz.type("\r")
    quiz.expect("Recorded: Good.")
    quiz.signal(signal.SIGKILL)
    assert quiz.wait() == -signal.SIGKILL
    assert [review["question"] for review in reviews()] == ["cache-size"]
    again = terminal("today")
    again.expect("[2/3] What is continuous batching?")


def test_undo_takes_the_answer_back_and_shows_it_again(terminal: Start, reviews: Reviews) -> None:
    quiz = terminal("today")
    answered(quiz, "3", "my words")
    quiz.type("12\r")
    quiz.expect("▸ 3 Good")
    quiz.type("\r")
    quiz.expect("u undo the last answer")
    quiz.type("u")
    quiz.expect("Taken back: How large is the cache?")
    quiz.expect("> my words")
    rows = reviews()
    assert [row["voids"] for row in rows] == [None, rows[0]["id"]]


def test_a_second_ctrl_d_after_the_answer_does_not_end_the_session(terminal: Start) -> None:
    quiz = terminal("today")
    quiz.expect("q leave (kept)")
    quiz.type("3")
    quiz.expect("alone on a line")
    quiz.expect("> ")
    quiz.type("my words" + CTRL_D + CTRL_D)
    quiz.expect("Enter agree")
    quiz.type("1")
    quiz.expect("1 ✔ core")


def test_ctrl_d_at_a_question_leaves_with_0(terminal: Start) -> None:
    quiz = terminal("today")
    quiz.expect("q leave (kept)")
    quiz.type(CTRL_D)
    quiz.expect("Left; 0 recorded")
    assert quiz.wait() == 0


def test_full_width_keys_of_a_chinese_input_method_count(terminal: Start) -> None:
    quiz = terminal("today")
    quiz.expect("q leave (kept)")
    quiz.type("３")
    quiz.expect("alone on a line")
    quiz.expect("> ")
    quiz.type("？\r")
    quiz.expect("1 ✘ core")
    quiz.expect("▸ 1 Again")


def test_a_resize_in_the_checklist_leaves_the_old_lines_and_draws_below(terminal: Start) -> None:
    quiz = terminal("today")
    answered(quiz, "3", "my words")
    quiz.type("1")
    quiz.expect("1 ✔")
    quiz.expect("q leave (kept)")
    drawn = len(quiz.raw)
    assert "\x1b[4A" in quiz.raw  # at one width it draws over its four lines
    quiz.resize(60)
    quiz.type("2")
    quiz.expect("2 ✔")
    assert "A\r\x1b[J" not in quiz.raw[drawn:]


def test_the_terminal_is_left_as_it_was(terminal: Start) -> None:
    quiz = terminal("today")
    quiz.expect("q leave (kept)")
    assert not quiz.mode() & termios.ICANON
    quiz.type("q")
    quiz.expect("Left")
    assert quiz.wait() == 0
    assert quiz.mode() & termios.ICANON
    assert quiz.mode() & termios.ECHO


@pytest.mark.parametrize("ended", [signal.SIGTERM, signal.SIGHUP])
def test_a_polite_end_leaves_the_terminal_as_it_was(terminal: Start, ended: signal.Signals) -> None:
    quiz = terminal("today")
    quiz.expect("q leave (kept)")
    quiz.signal(ended)
    assert quiz.wait() == 128 + ended
    assert quiz.mode() & termios.ICANON
    assert "Traceback" not in quiz.screen


def test_the_editor_gives_the_answer(terminal: Start, reviews: Reviews, tmp_path: Path) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text('#!/bin/sh\nprintf "from the editor\\nin two lines\\n" > "$1"\n')
    editor.chmod(0o755)
    quiz = terminal("today", VISUAL=str(editor))
    quiz.expect("q leave (kept)")
    quiz.type("3")
    quiz.expect("alone on a line")
    quiz.expect("> ")
    quiz.type("e\r")
    quiz.expect("From the editor:")
    quiz.expect("> in two lines")
    quiz.expect("> ")
    quiz.type(CTRL_D)
    quiz.expect("Enter agree")
    quiz.type("1\r")
    quiz.expect("▸ 2 Hard")
    quiz.type("\r")
    quiz.expect("Recorded")
    assert reviews()[0]["answer"] == "from the editor\nin two lines"


@pytest.mark.parametrize("env", [{"LANG": "C"}, {"LANG": "zh_CN.UTF-8"}, {"LC_ALL": "C"}])
def test_chinese_can_be_typed_in_every_locale(terminal: Start, reviews: Reviews, env: dict[str, str]) -> None:
    quiz = terminal("today", "--lang", "en", **env)
    answered(quiz, "3", "每层两份")
    quiz.type("1\r")
    quiz.expect("2 Hard")
    quiz.type("\r")
    quiz.expect("Recorded")
    assert reviews()[0]["answer"] == "每层两份"


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_no_line_is_wider_than_the_terminal(terminal: Start, columns: int) -> None:
    from drillbank.cli.width import width

    quiz = terminal("today", "--lang", "zh", columns=columns)
    quiz.expect("q 离开（保留）")
    quiz.type("3")
    quiz.expect("单独一行：")
    quiz.expect("> ")
    quiz.type("？\r")
    quiz.expect("q 离开（保留）")
    assert max(width(line) for line in quiz.screen.split("\n")) <= columns


def test_accessible_uses_lines_and_never_moves_the_cursor(terminal: Start, reviews: Reviews) -> None:
    quiz = terminal("today", ACCESSIBLE="1")
    quiz.expect("q leave (kept)")
    quiz.type("4\r")
    quiz.expect("a line with only . or Ctrl-D ends")
    quiz.expect("leave (kept)")
    quiz.type("my words\r.\r")
    quiz.expect("q leaves (kept)")
    quiz.expect("> ")
    quiz.type("1 2\r\r")
    quiz.expect("(proposed)")
    quiz.type("\r")
    quiz.expect("Recorded")
    assert reviews()[0]["marks"] == {"formula": True, "linear": True}
    assert "\x1b[" not in quiz.raw.replace("\x1b[?2004h", "").replace("\x1b[?2004l", "")


def test_no_color_sends_no_colour(terminal: Start) -> None:
    quiz = terminal("today", NO_COLOR="1")
    answered(quiz, "3", "my words")
    assert not [part for part in quiz.raw.split("\x1b[")[1:] if part.split("m")[0].replace(";", "").isdigit()]


def test_home_starts_with_one_key(terminal: Start) -> None:
    start = terminal()
    start.expect("Recall")
    start.expect("Enter start")
    start.type("\r")
    start.expect("[1/3] How large is the cache?")


def test_home_can_be_left_with_one_key(terminal: Start) -> None:
    start = terminal()
    start.expect("q later")
    start.type("q")
    assert start.wait() == 0
