"""Proposals for the screens: with the learner's own wordings, and with sentence vectors where they are installed.

What they need is loaded on a thread while she types, so that nothing heavy stands before a prompt.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from drillbank.cli.context import Context
from drillbank.model import Business, Theory

if TYPE_CHECKING:
    from drillbank.grading.text import Proposal, Wording
    from drillbank.grading.text.semantic import Encoder


def encoder_of(ctx: Context) -> Encoder | None:
    """The sentence encoder, None where the extra is not installed."""
    from drillbank.grading.text import semantic

    return semantic.live(ctx.paths.cache)


def warm(ctx: Context, question: Theory | Business) -> threading.Thread:
    """Load the model and read the question on a thread; a failure there shows at the proposal, or not at all."""
    thread = threading.Thread(target=lambda: propose(ctx, question, question.title.get("en"), ()), daemon=True)
    thread.start()
    return thread


def propose(ctx: Context, question: Theory | Business, answer: str, wordings: Sequence[Wording]) -> list[Proposal]:
    """One proposal per key point, reasons in the screen's language."""
    from drillbank.grading import text

    return text.propose(question, answer, ctx.ui, wordings=wordings, encoder=encoder_of(ctx))


def rubric_document(
    ctx: Context,
    question: Theory | Business,
    answer: str,
    proposals: Sequence[Proposal],
    marks: Mapping[str, bool] | None,
) -> dict[str, Any]:
    """What a business question's JSON has besides its points; {} for a theory question."""
    if not isinstance(question, Business):
        return {}
    from drillbank.grading.text import rubric

    counted = rubric.marked(proposals, marks or {})
    return rubric.assess(question, answer, counted, ctx.ui, encoder=encoder_of(ctx)).document()
