"""A business answer's dimensions, one after the other: its anchors, the level proposed, one key to agree or change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drillbank.cli.dialogue import Choice, Dialogue, Leave
from drillbank.cli.width import Span
from drillbank.cli.words import texts
from drillbank.model import Business, Dimension

if TYPE_CHECKING:
    from drillbank.grading.text.estimates import Checked
    from drillbank.grading.text.rubric import Noticed, Rubric


def settle(dialogue: Dialogue, question: Business, rubric: Rubric) -> dict[str, int]:
    """Show what was noticed and let her say each level; returns dimension -> level.  Raises Leave."""
    page = dialogue.page
    page.rule()
    _flags(dialogue, question, rubric)
    if rubric.estimate is not None:
        _estimate(dialogue, rubric.estimate)
    levels: dict[str, int] = {}
    agreed = False
    for dimension, proposed in zip(question.dimensions, rubric.levels, strict=True):
        levels[dimension.id] = proposed.level
        if agreed:
            continue
        _anchors(dialogue, dimension, proposed.level, proposed.why)
        key = _choose(dialogue, dimension, proposed.level)
        agreed = key == "s"
        if key.isdigit():
            levels[dimension.id] = int(key)
    return levels


def _choose(dialogue: Dialogue, dimension: Dimension, proposed: int) -> str:
    say = dialogue.ctx.say
    choices = [
        *(Choice(str(level), "") for level in sorted(dimension.anchors)),
        Choice("enter", say("同意", "agree")),
        Choice("s", say("其余都同意", "agree to all the others")),
        Choice("q", say("离开（保留）", "leave (kept)")),
    ]
    key = dialogue.choose(say("这一项", "Level"), choices, marked=str(proposed))
    if key == "q":
        raise Leave
    return key


def _anchors(dialogue: Dialogue, dimension: Dimension, proposed: int, why: str) -> None:
    page, lang = dialogue.page, dialogue.ctx.lang
    page.blank()
    page.line(Span(" / ".join(texts(dimension.title, lang)), "strong"), Span(f"  {why}", "dim"))
    for level, anchor in sorted(dimension.anchors.items()):
        sign = page.signs.here if level == proposed else " "
        for text in texts(anchor, lang):
            page.line(*page.inline(text), lead=f"{sign} {level}  ")


def _flags(dialogue: Dialogue, question: Business, rubric: Rubric) -> None:
    say, signs = dialogue.ctx.say, dialogue.page.signs
    must, red = say("必备项", "must have"), say("红线", "red flag")
    for flag, noticed in zip(question.must_haves, rubric.must_haves, strict=True):
        if not noticed.found:
            _flag(dialogue, Span(f"{signs.doubt} {must}  ", "doubt"), noticed, texts(flag.says, dialogue.ctx.lang))
    for flag, noticed in zip(question.red_flags, rubric.red_flags, strict=True):
        if noticed.found:
            _flag(dialogue, Span(f"{signs.no} {red}  ", "bad"), noticed, texts(flag.says, dialogue.ctx.lang))


def _flag(dialogue: Dialogue, lead: Span, noticed: Noticed, says: list[str]) -> None:
    page, say = dialogue.page, dialogue.ctx.say
    told = say("像是有：请核对", "seems to be there: check") if noticed.found else say("没有找到", "not found")
    for text in says:
        page.line(*page.inline(text), Span(f"  {told}", "dim"), lead=lead)


def _estimate(dialogue: Dialogue, checked: Checked) -> None:
    page, say = dialogue.page, dialogue.ctx.say
    unit = f" {checked.unit}".rstrip()
    expected = f"{checked.expected:,.4g}{unit}"
    if checked.right is None:
        page.line(say(f"估算 {expected}：你的回答里没有找到", f"Estimate {expected}: not found in your answer"))
        return
    sign = Span(f"{page.signs.yes} ", "good") if checked.right else Span(f"{page.signs.no} ", "bad")
    page.line(
        sign, Span(say(f"估算 {expected}，你：{checked.said:,.4g}", f"Estimate {expected}, you: {checked.said:,.4g}"))
    )
