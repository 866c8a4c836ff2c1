"""What the grader found, as lines: the answer with its places in brackets, and the place and reason of one point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from drillbank.cli.dialogue import Dialogue
from drillbank.cli.out import clean
from drillbank.cli.width import Line, Span

if TYPE_CHECKING:
    from drillbank.grading.text import Proposal

STYLES = {"covered": "good", "unsure": "doubt", "contradicted": "bad", "not_found": "dim"}
LONGEST_PLACE = 160  # characters of a place that are repeated under a point


def answer(text: str, proposals: Sequence[Proposal]) -> list[Span]:
    """The answer with ``[…]`` around each place, the numbers of its points after it: brackets mean, colours repeat."""
    cuts = sorted({0, len(text)} | {end for p in proposals if p.span is not None for end in p.span})
    spans: list[Span] = []
    open_points: list[int] = []
    for begin, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        closing = [n for n in open_points if (place := proposals[n].span) is not None and place[1] <= begin]
        for number in closing:
            spans.append(Span(f"]{number + 1}", STYLES[proposals[number].proposal]))
            open_points.remove(number)
        for number, proposal in enumerate(proposals):
            if proposal.span is not None and proposal.span[0] == begin:
                spans.append(Span("[", STYLES[proposal.proposal]))
                open_points.append(number)
        if text[begin:end]:
            style = STYLES[proposals[open_points[-1]].proposal] if open_points else ""
            spans.append(Span(text[begin:end], style))
    return spans


def under_point(dialogue: Dialogue, text: str, proposal: Proposal, indent: int) -> list[Line]:
    """The place of one point in brackets, and why, where there is something to check."""
    page, say = dialogue.page, dialogue.ctx.say
    rows: list[Line] = []
    if proposal.span is not None:
        place = clean(" ".join(text[slice(*proposal.span)].split()))
        shown = place if len(place) <= LONGEST_PLACE else place[:LONGEST_PLACE] + "…"
        lead = " " * indent + say("你：", "you: ")
        rows += page.hanging(Span(lead, "dim"), Span(f"[{shown}]", STYLES[proposal.proposal]))
    if proposal.proposal in ("unsure", "contradicted"):
        rows += page.hanging(" " * indent, Span(clean(proposal.why), "dim"))
    return rows
