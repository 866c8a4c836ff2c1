"""The dimensions of a business answer: what was noticed, anchors, one key a level."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drillbank.cli import dimensions
from drillbank.cli.dialogue import Leave
from drillbank.grading.text.estimates import Checked
from drillbank.grading.text.rubric import Level, Noticed, Rubric
from drillbank.model import Business, Dimension, Flag, Text, Wordings
from tests.grading.text.makers import business

from .screens import MakeScreen


def anchors(word: str) -> dict[int, Text]:
    return {level: Text(zh=f"{word}{level}档", en=f"{word} at {level}") for level in (1, 2, 3, 4)}


def asked() -> Business:
    return business(
        dimensions=(
            Dimension("design", Text(zh="设计", en="Design"), ("linear",), anchors("design")),
            Dimension("cost", Text(zh="成本", en="Cost"), ("size", "remedy"), anchors("cost")),
        ),
        must_haves=(
            Flag("budget", Text(zh="给出预算", en="names a budget"), Wordings(zh=("预算",), en=("budget",))),
            Flag("rollback", Text(zh="能回滚", en="can roll back"), Wordings(zh=("回滚",), en=("roll back",))),
        ),
        red_flags=(
            Flag(
                "no-eval",
                Text(zh="上线前不评测", en="ships without evaluation"),
                Wordings(zh=("不测",), en=("no eval",)),
            ),
        ),
    )


RUBRIC = Rubric(
    levels=(Level("design", 3, "its point was found"), Level("cost", 1, "nothing was found")),
    must_haves=(Noticed("budget", True, (0, 6)), Noticed("rollback", False, None)),
    red_flags=(Noticed("no-eval", False, None),),
    estimate=None,
)


@pytest.mark.parametrize(
    ("keys", "levels"),
    [
        ("\n\n", {"design": 3, "cost": 1}),
        ("2\n4\n", {"design": 2, "cost": 4}),
        ("s\n", {"design": 3, "cost": 1}),
        ("4\ns\n", {"design": 4, "cost": 1}),
        ("9\n2\n\n", {"design": 2, "cost": 1}),
    ],
)
def test_a_key_says_the_level_and_enter_agrees(screen: MakeScreen, keys: str, levels: dict[str, int]) -> None:
    assert dimensions.settle(screen(keys).dialogue, asked(), RUBRIC) == levels


def test_every_anchor_stands_there_with_the_proposed_one_marked(screen: MakeScreen) -> None:
    shown = screen("\n\n")
    dimensions.settle(shown.dialogue, asked(), RUBRIC)
    lines = shown.text.splitlines()
    assert [line.strip() for line in lines if "design at" in line and "design at 3" not in line] == [
        "1  design at 1",
        "2  design at 2",
        "4  design at 4",
    ]
    (marked,) = [line for line in lines if "design at 3" in line]
    assert not marked.startswith(" ")
    assert "its point was found" in shown.text


def test_agreeing_to_all_asks_no_more(screen: MakeScreen) -> None:
    shown = screen("s\n")
    dimensions.settle(shown.dialogue, asked(), RUBRIC)
    assert "design at 1" in shown.text
    assert "cost at 1" not in shown.text


@pytest.mark.parametrize("way_out", ["q\n", "2\nq\n", ""])
def test_leaving_is_no_level(screen: MakeScreen, way_out: str) -> None:
    with pytest.raises(Leave):
        dimensions.settle(screen(way_out).dialogue, asked(), RUBRIC)


def test_only_a_missing_must_have_and_a_raised_red_flag_are_told(screen: MakeScreen) -> None:
    shown = screen("s\n")
    dimensions.settle(shown.dialogue, asked(), RUBRIC)
    assert "can roll back" in shown.text
    assert "names a budget" not in shown.text
    assert "ships without evaluation" not in shown.text
    raised = replace(RUBRIC, red_flags=(Noticed("no-eval", True, (0, 7)),))
    again = screen("s\n")
    dimensions.settle(again.dialogue, asked(), raised)
    assert "ships without evaluation" in again.text


@pytest.mark.parametrize(
    ("checked", "words"),
    [
        (Checked(1200.0, "GB", 0.2, 1100.0, True), "Estimate 1,200 GB, you: 1,100"),
        (Checked(1200.0, "GB", 0.2, 3.0, False), "Estimate 1,200 GB, you: 3"),
        (Checked(1200.0, "", 0.2, None, None), "Estimate 1,200: not found in your answer"),
    ],
)
def test_the_estimate_is_shown_beside_the_number_of_the_answer(
    screen: MakeScreen, checked: Checked, words: str
) -> None:
    shown = screen("s\n")
    dimensions.settle(shown.dialogue, asked(), replace(RUBRIC, estimate=checked))
    assert words in shown.text
    assert ("✔" in shown.text) == (checked.right is True)


def test_both_languages(screen: MakeScreen) -> None:
    shown = screen("s\n", lang="both")
    dimensions.settle(shown.dialogue, asked(), RUBRIC)
    assert "设计 / Design" in shown.text
    assert "design3档" in shown.text
    assert "design at 3" in shown.text
