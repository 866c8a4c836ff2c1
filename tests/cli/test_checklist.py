from __future__ import annotations

from dataclasses import replace

import pytest

from drillbank.cli import checklist
from drillbank.model import Text, Theory

from .screens import MakeScreen, Screen


def points_of(screen: Screen) -> tuple[Theory, Screen]:
    question = screen.ctx.bank.get("cache-size")
    assert isinstance(question, Theory)
    return question, screen


def test_numbers_flip_and_an_empty_line_agrees(screen: MakeScreen) -> None:
    question, shown = points_of(screen("1 2\n2\n\n"))
    assert checklist.tick(shown.dialogue, question.points) == {"formula": True, "linear": False}
    assert "1 ✔ one K and one V in every layer" in shown.text


def test_full_width_digits_and_chinese_commas_are_numbers_too(screen: MakeScreen) -> None:
    question, shown = points_of(screen("１，２\n\n"))
    assert checklist.tick(shown.dialogue, question.points) == {"formula": True, "linear": True}


def test_a_number_out_of_range_changes_nothing_and_is_said(screen: MakeScreen) -> None:
    question, shown = points_of(screen("1 7\n\n"))
    assert checklist.tick(shown.dialogue, question.points) == {"formula": False, "linear": False}
    assert "There is no point 7: type 1 to 2." in shown.text


def test_marks_from_before_are_the_start(screen: MakeScreen) -> None:
    question, shown = points_of(screen("\n"))
    assert checklist.tick(shown.dialogue, question.points, ["linear"]) == {"formula": False, "linear": True}


@pytest.mark.parametrize("way_out", ["q\n", ""])
def test_leaving_hands_the_marks_back(screen: MakeScreen, way_out: str) -> None:
    question, shown = points_of(screen("2\n" + way_out))
    with pytest.raises(checklist.Interrupted) as left:
        checklist.tick(shown.dialogue, question.points)
    assert left.value.marks == {"formula": False, "linear": True}


def test_both_languages_stand_under_one_number(screen: MakeScreen) -> None:
    question, shown = points_of(screen("\n", lang="both"))
    checklist.tick(shown.dialogue, question.points)
    lines = shown.text.splitlines()
    first = next(number for number, line in enumerate(lines) if "每层存 K 和 V 各一份" in line)
    assert lines[first].startswith("1 ")
    assert lines[first + 1].strip() == "one K and one V in every layer"


def test_after_the_last_word_what_is_not_ticked_was_missed(screen: MakeScreen) -> None:
    question, shown = points_of(screen())
    rows = checklist.rows(shown.dialogue, question.points, {"formula": True, "linear": False}, None, final=True)
    assert ["".join(span.text for span in row)[:3] for row in rows] == ["1 ✔", "2 ✘"]


def test_markdown_in_a_claim_is_shown_not_printed(screen: MakeScreen) -> None:
    question, shown = points_of(screen())
    point = replace(question.points[0], claim=Text(en="**bytes** = `2 * n`"))
    (row,) = checklist.rows(shown.dialogue, [point], {point.id: False}, None)
    assert "".join(span.text for span in row) == "1 · core  bytes = `2 * n`"
