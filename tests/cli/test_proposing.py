"""Proposals for the screens: own wordings count, reasons are in the screen's language."""

from __future__ import annotations

from drillbank.cli import proposing
from drillbank.grading.text.wordings import Wording
from drillbank.model import Theory
from tests.grading.text.makers import business, theory

from .screens import MakeScreen

ANSWER = "It eats room like a snake that swallowed the sequence."


def test_a_wording_of_her_own_changes_the_next_proposal(screen: MakeScreen) -> None:
    ctx = screen().ctx
    before = proposing.propose(ctx, theory(), ANSWER, ())
    after = proposing.propose(ctx, theory(), ANSWER, [Wording("cache", "linear", ANSWER, counts=True)])
    assert before[0].proposal != "covered"
    assert after[0].proposal == "covered"
    assert [one.proposal for one in after[1:]] == [one.proposal for one in before[1:]]


def test_reasons_are_in_the_language_of_the_screen(screen: MakeScreen) -> None:
    said = {lang: proposing.propose(screen(lang=lang).ctx, theory(), ANSWER, ())[0].why for lang in ("zh", "en")}
    assert said["en"].isascii()
    assert not said["zh"].isascii()


def test_the_thread_that_loads_ends_and_leaves_the_proposals_as_they_were(screen: MakeScreen) -> None:
    ctx = screen().ctx
    question = ctx.bank.get("cache-size")
    assert isinstance(question, Theory)
    before = proposing.propose(ctx, question, ANSWER, ())
    thread = proposing.warm(ctx, question)
    thread.join(60)
    assert not thread.is_alive()
    assert proposing.propose(ctx, question, ANSWER, ()) == before


def test_a_rubric_belongs_to_business_questions_and_follows_her_marks(screen: MakeScreen) -> None:
    from drillbank.model import Dimension, Text

    ctx = screen().ctx
    anchors = {level: Text(zh=str(level), en=str(level)) for level in (1, 2, 3, 4)}
    dimension = Dimension("design", Text(zh="设计", en="Design"), ("linear", "size"), anchors)
    question = business(dimensions=(dimension,))
    proposals = proposing.propose(ctx, question, ANSWER, ())
    assert proposing.rubric_document(ctx, theory(), ANSWER, proposals, None) == {}
    none = proposing.rubric_document(ctx, question, ANSWER, proposals, {"linear": False, "size": False})
    both = proposing.rubric_document(ctx, question, ANSWER, proposals, {"linear": True, "size": True})
    assert (none["dimensions"][0]["proposal"], both["dimensions"][0]["proposal"]) == (1, 3)
