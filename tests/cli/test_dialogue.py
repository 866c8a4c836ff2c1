from __future__ import annotations

import pytest

from drillbank.cli.dialogue import Choice, Leave

from .screens import MakeScreen

CHOICES = [Choice("1", "guess"), Choice("enter", "agree"), Choice("q", "leave (kept)")]


@pytest.mark.parametrize(("line", "key"), [("1\n", "1"), ("１\n", "1"), (" Q \n", "q"), ("\n", "enter")])
def test_a_line_stands_for_a_key(screen: MakeScreen, line: str, key: str) -> None:
    assert screen(line).dialogue.choose("How sure?", CHOICES) == key


def test_the_end_of_input_leaves(screen: MakeScreen) -> None:
    with pytest.raises(Leave):
        screen("").dialogue.choose("How sure?", CHOICES)


def test_choices_wrap_between_two_of_them(screen: MakeScreen) -> None:
    made = screen(columns=24)
    made.dialogue.offer("How sure?", CHOICES)
    assert made.text.splitlines() == ["How sure?   1 guess", "Enter agree", "q leave (kept)"]


def test_the_proposed_choice_is_marked_in_words_where_there_are_no_signs(screen: MakeScreen) -> None:
    made = screen()
    made.dialogue.offer("Rating", CHOICES, marked="1")
    assert "1 guess (proposed)" in made.text


def test_a_long_answer_ends_at_a_lone_dot_or_the_end_of_input(screen: MakeScreen) -> None:
    dialogue = screen("a\nb.\n。\nc\n").dialogue
    assert [dialogue.lines() for _ in range(5)] == [
        ("a", False),
        ("b.", False),
        ("", True),
        ("c", False),
        ("", True),
    ]


def test_nothing_at_all_is_told_from_an_answer_that_ended(screen: MakeScreen) -> None:
    dialogue = screen("").dialogue
    with pytest.raises(Leave):
        dialogue.lines()
    assert not dialogue.heard
