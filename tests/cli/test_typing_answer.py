from __future__ import annotations

import pytest

from drillbank.cli.dialogue import Leave
from drillbank.cli.typing_answer import Typed, type_answer

from .screens import MakeScreen


def test_lines_become_one_answer_and_each_is_kept_at_once(screen: MakeScreen) -> None:
    kept: list[str] = []
    assert type_answer(screen("a\n\nb\n.\n").dialogue, "", kept.append) == Typed("a\n\nb", known=True)
    assert kept == ["a", "a\n", "a\n\nb"]


def test_it_goes_on_from_what_was_kept(screen: MakeScreen) -> None:
    made = screen("third\n.\n")
    assert type_answer(made.dialogue, "first\nsecond", lambda _: None).text == "first\nsecond\nthird"
    assert "> first\n> second\n" in made.text


@pytest.mark.parametrize("mark", ["?", "？", " ? "])
def test_a_lone_question_mark_means_dont_know(screen: MakeScreen, mark: str) -> None:
    assert type_answer(screen(f"{mark}\n").dialogue, "", lambda _: None) == Typed("", known=False)


def test_a_question_mark_in_a_sentence_is_text(screen: MakeScreen) -> None:
    assert type_answer(screen("really?\n.\n").dialogue, "", lambda _: None) == Typed("really?", known=True)


@pytest.mark.parametrize("lines", ["q\n", ".\n", "a\nq\n"])
def test_q_or_an_empty_answer_leaves(screen: MakeScreen, lines: str) -> None:
    with pytest.raises(Leave):
        type_answer(screen(lines).dialogue, "", lambda _: None)
