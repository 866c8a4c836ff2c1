from __future__ import annotations

from dataclasses import replace

import pytest

from drillbank.cli.asking import Asking, Later, Undo, ask, choose_rating
from drillbank.cli.dialogue import Leave
from drillbank.cli.studying import drafts_of
from drillbank.model import Rating, Theory

from .screens import MakeScreen, Screen


def theory(made: Screen) -> Theory:
    question = made.ctx.bank.get("cache-size")
    assert isinstance(question, Theory)
    return question


def test_a_question_without_points_is_rated_by_her_alone(screen: MakeScreen) -> None:
    made = screen("3\nmy words\n.\n\n4\n")
    settled = ask(made.dialogue, replace(theory(made), points=()), drafts_of(made.ctx), Asking())
    assert (settled.rating, settled.marks, settled.confidence) == (Rating.EASY, None, 3)
    assert "(proposed)" not in made.text
    assert "Please type one of: 1 2 3 4 q" in made.text  # Enter agrees to nothing here


def test_seconds_are_measured_from_the_question_to_the_end_of_the_answer(screen: MakeScreen) -> None:
    made = screen("3\nmy words\n.\n1\n\n\n")
    settled = ask(made.dialogue, theory(made), drafts_of(made.ctx), Asking())
    assert settled.seconds is not None
    assert 0 <= settled.seconds < 60


def test_dont_know_misses_every_point_without_asking(screen: MakeScreen) -> None:
    made = screen("1\n?\n\n")
    settled = ask(made.dialogue, theory(made), drafts_of(made.ctx), Asking())
    assert settled.marks == {"formula": False, "linear": False}
    assert settled.rating is Rating.AGAIN
    assert "Which key points" not in made.text


def test_keys_lead_away_only_where_they_are_offered(screen: MakeScreen) -> None:
    made = screen("l\nu\nl\n")
    with pytest.raises(Later):
        ask(made.dialogue, theory(made), drafts_of(made.ctx), Asking(later=True))
    with pytest.raises(Undo):
        ask(made.dialogue, theory(made), drafts_of(made.ctx), Asking(undo=True))
    with pytest.raises(Leave):
        ask(made.dialogue, theory(made), drafts_of(made.ctx), Asking())
    assert "Please type one of: 1 2 3 4 q" in made.text


def test_a_kept_answer_can_be_given_anew(screen: MakeScreen) -> None:
    made = screen("3\nold words\n.\nq\n")
    drafts = drafts_of(made.ctx)
    with pytest.raises(Leave):
        ask(made.dialogue, theory(made), drafts, Asking())
    again = screen("n\n4\nnew words\n.\n1\n\n\n")
    settled = ask(again.dialogue, theory(again), drafts, Asking())
    assert (settled.text, settled.confidence) == ("new words", 4)


@pytest.mark.parametrize(("line", "rating"), [("", Rating.GOOD), ("1", Rating.AGAIN), ("4", Rating.EASY), ("u", None)])
def test_one_key_agrees_changes_or_goes_back(screen: MakeScreen, line: str, rating: Rating | None) -> None:
    assert choose_rating(screen(line + "\n").dialogue, Rating.GOOD, back=True) is rating
