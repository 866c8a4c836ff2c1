from __future__ import annotations

from drillbank.cli import render_question
from drillbank.model import Ask, Coding, Text, Theory

from .screens import MakeScreen, Screen


def theory(made: Screen) -> Theory:
    question = made.ctx.bank.get("cache-size")
    assert isinstance(question, Theory)
    return question


def test_the_heading_gives_place_title_level_and_topic(screen: MakeScreen) -> None:
    made = screen()
    render_question.heading(made.ctx, made.page, theory(made), "3/8")
    assert made.text == "[3/8] How large is the cache?  level 2 · inference/kv-cache\n"


def test_a_heading_that_does_not_fit_takes_two_lines(screen: MakeScreen) -> None:
    made = screen(columns=40)
    render_question.heading(made.ctx, made.page, theory(made), "3/8")
    assert made.text == "[3/8] How large is the cache?\nlevel 2 · inference/kv-cache\n"


def test_a_coding_prompt_has_its_examples_and_never_its_solution(screen: MakeScreen) -> None:
    made = screen()
    question = made.ctx.bank.get("add-two")
    assert isinstance(question, Coding)
    render_question.prompt(made.ctx, made.page, question)
    assert "add(1, 2)  ->  3" in made.text
    assert "return" not in made.text


def test_reasons_carry_the_number_of_their_point(screen: MakeScreen) -> None:
    made = screen()
    render_question.missed(made.ctx, made.page, theory(made).points, {"formula": True})
    assert made.text == "Why 2  What is quadratic is the arithmetic.\n"


def test_follow_ups_belong_to_missed_points_only(screen: MakeScreen) -> None:
    question = theory(screen())
    asks = render_question.followups(question, {"formula": False}, lambda _: None)
    assert [ask.ask.en for ask in asks] == ["What limits the prefill?"]
    assert render_question.followups(question, {"formula": True}, lambda _: None) == []


def test_a_follow_up_by_id_shows_the_other_questions_title(screen: MakeScreen) -> None:
    from dataclasses import replace

    question = theory(screen())
    point = replace(question.points[0], followup="batching")
    linked = replace(question, points=(point,))
    titles = {"batching": Text(en="What is batching?")}
    assert render_question.followups(linked, {}, titles.get) == [Ask(Text(en="What is batching?"), Text())]
    assert render_question.followups(linked, {}, {}.get) == []
