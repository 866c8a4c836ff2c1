"""One theory or business question from its prompt to a rating.  Records nothing: it hands a Settled back."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from drillbank.cli import checklist, evidence, proposing, render_question, words
from drillbank.cli.dialogue import Choice, Dialogue, Leave
from drillbank.cli.drafts import Drafts, TextDraft
from drillbank.cli.typing_answer import type_answer
from drillbank.cli.width import Span
from drillbank.errors import UnknownQuestion
from drillbank.model import Ask, Business, Rating, Text, Theory
from drillbank.study import rating as rate

if TYPE_CHECKING:
    from drillbank.grading.text import Wording

OWN_ROWS = 6  # of her answer are repeated where she marks it


@dataclass(frozen=True, slots=True)
class Settled:
    """What she did with one question, ready to be recorded."""

    text: str
    rating: Rating
    marks: Mapping[str, bool] | None = None
    confidence: int | None = None
    seconds: float | None = None
    hints: int = 0
    verdict: Mapping[str, Any] | None = None
    wordings: Sequence[Wording] = ()  # what her flips teach


class Undo(Exception):
    """She asked to take the last recorded answer back."""


class Later(Exception):
    """She asked for this question to come after the others."""


@dataclass(frozen=True, slots=True)
class Asking:
    """``place`` is "3/8"; ``undo`` and ``later`` say whether these keys are offered; ``wordings`` are her own."""

    place: str = ""
    undo: bool = False
    later: bool = False
    wordings: Sequence[Wording] = ()


def ask(dialogue: Dialogue, question: Theory | Business, drafts: Drafts, asking: Asking) -> Settled:
    """Show, hear, reveal, mark, rate.  Raises Leave, Undo or Later; what was typed is kept in ``drafts``."""
    page = dialogue.page
    page.blank()
    render_question.heading(dialogue.ctx, page, question, asking.place)
    page.blank()
    render_question.prompt(dialogue.ctx, page, question)
    page.blank()
    shown = time.monotonic()
    draft = drafts.text(question.id) or TextDraft()
    if draft.finished and not _goes_on(dialogue, draft, asking):
        draft = TextDraft()
    if not draft.finished:
        if draft.confidence is None:
            draft = replace(draft, confidence=_confidence(dialogue, asking))
        proposing.warm(dialogue.ctx, question)
        draft = _answer(dialogue, question, drafts, draft, shown)
    return _settle(dialogue, question, drafts, draft, asking.wordings)


def _goes_on(dialogue: Dialogue, draft: TextDraft, asking: Asking) -> bool:
    """An answer that was ended before but not rated: go on to its marks, or answer anew."""
    page, say = dialogue.page, dialogue.ctx.say
    page.line(Span(say("你之前的回答，还没有评分：", "Your answer from before, not rated yet:"), "dim"))
    for line in draft.answer.split("\n"):
        page.line(line, lead="> ")
    choices = [
        Choice("enter", say("继续核对要点", "go on to its key points")),
        Choice("n", say("重新回答", "answer anew")),
        *_ways_out(dialogue, asking),
    ]
    return _special(dialogue.choose("", choices)) == "enter"


def _confidence(dialogue: Dialogue, asking: Asking) -> int:
    say = dialogue.ctx.say
    choices = [
        *(Choice(str(level), say(*names)) for level, names in words.CONFIDENCE.items()),
        *_ways_out(dialogue, asking),
    ]
    return int(_special(dialogue.choose(say("作答之前，你有多大把握？", "How sure, before you answer?"), choices)))


def _ways_out(dialogue: Dialogue, asking: Asking) -> list[Choice]:
    say = dialogue.ctx.say
    found = []
    if asking.later:
        found.append(Choice("l", say("稍后", "later")))
    if asking.undo:
        found.append(Choice("u", say("撤销上一题", "undo the last answer")))
    return [*found, Choice("q", say("离开（保留）", "leave (kept)"))]


def _special(key: str) -> str:
    """The key, unless it leads away from the question."""
    if key == "q":
        raise Leave
    if key == "u":
        raise Undo
    if key == "l":
        raise Later
    return key


def _answer(
    dialogue: Dialogue, question: Theory | Business, drafts: Drafts, draft: TextDraft, shown: float
) -> TextDraft:
    before = draft.seconds

    def so_far(text: str) -> TextDraft:
        return replace(draft, answer=text, seconds=before + time.monotonic() - shown)

    typed = type_answer(dialogue, draft.answer, lambda text: drafts.keep_text(question.id, so_far(text)))
    done = replace(so_far(typed.text), finished=True, known=typed.known)
    drafts.keep_text(question.id, done)
    dialogue.discard()
    return done


def _settle(
    dialogue: Dialogue, question: Theory | Business, drafts: Drafts, draft: TextDraft, wordings: Sequence[Wording]
) -> Settled:
    """The reveal: model answer, marks, what was missed, what comes next, the rating."""
    ctx, page = dialogue.ctx, dialogue.page
    page.rule()
    render_question.model_answer(ctx, page, question)
    found = None
    if draft.known and question.points:
        found = checklist.Found(draft.answer, proposing.propose(ctx, question, draft.answer, wordings))
        if not draft.marks:
            proposed_marks = tuple(p.point for p in found.proposals if p.proposal == "covered")
            draft = replace(draft, marks=proposed_marks)
    while True:
        marks = _marks(dialogue, question, drafts, draft, found)
        draft = replace(draft, marks=tuple(point for point, said in marks.items() if said), known=True)
        drafts.keep_text(question.id, draft)
        verdict = _dimensions(dialogue, question, draft.answer, marks, found)
        asks = _reveal(dialogue, question, marks)
        proposed = None
        if question.points:
            proposed = rate.of_marks(
                question.points,
                marks,
                sure=rate.is_sure(draft.confidence),
                fast=rate.is_fast(draft.seconds, question.minutes),
            )
            if rate.sure_but_wrong(draft.confidence, proposed):
                page.line(
                    Span(
                        ctx.say(
                            "你很确定，却漏了核心要点：这种错误最值得纠正。",
                            "You were certain and missed a core point: the kind of error most worth mending.",
                        ),
                        "doubt",
                    )
                )
        chosen = choose_rating(dialogue, proposed, asks=asks, back=bool(question.points))
        if chosen is not None:
            return Settled(
                draft.answer,
                chosen,
                marks if question.points else None,
                draft.confidence,
                round(draft.seconds, 1),
                verdict=verdict,
                wordings=_learned(question, draft.answer, marks, found),
            )


def _dimensions(
    dialogue: Dialogue,
    question: Theory | Business,
    answer: str,
    marks: Mapping[str, bool],
    found: checklist.Found | None,
) -> Mapping[str, Any] | None:
    """The levels of a business question's dimensions as she confirmed them, for the record."""
    if not isinstance(question, Business) or not question.dimensions or found is None:
        return None
    from drillbank.cli import dimensions
    from drillbank.grading.text import rubric

    counted = rubric.marked(found.proposals, marks)
    encoder = proposing.encoder_of(dialogue.ctx)
    assessed = rubric.assess(question, answer, counted, dialogue.ctx.ui, encoder=encoder)
    return {"dimensions": dimensions.settle(dialogue, question, assessed)}


def _learned(
    question: Theory | Business, answer: str, marks: Mapping[str, bool], found: checklist.Found | None
) -> Sequence[Wording]:
    """Her own wordings, from the points she marked otherwise than proposed."""
    if found is None:
        return ()
    from drillbank.grading.text import wordings

    return wordings.flips(question.id, answer, found.proposals, marks, found.counted)


def _marks(
    dialogue: Dialogue,
    question: Theory | Business,
    drafts: Drafts,
    draft: TextDraft,
    found: checklist.Found | None,
) -> dict[str, bool]:
    if not question.points:
        return {}
    page, say = dialogue.page, dialogue.ctx.say
    page.blank()
    if not draft.known:
        page.line(Span(say("要点", "Key points"), "strong"))
        marks = {point.id: False for point in question.points}
        page.put(checklist.rows(dialogue, question.points, marks, None, final=True))
        return marks
    _own_words(dialogue, draft.answer, found)
    page.line(Span(say("你说到了哪些要点？", "Which key points did you make?"), "strong"))
    try:
        return checklist.tick(dialogue, question.points, draft.marks, found)
    except checklist.Interrupted as left:
        drafts.keep_text(question.id, replace(draft, marks=tuple(point for point, said in left.marks.items() if said)))
        raise


def _own_words(dialogue: Dialogue, answer: str, found: checklist.Found | None) -> None:
    """Her answer once more beside the key points, with what was found in it: the model answer pushed it up."""
    page = dialogue.page
    spans = [Span(answer)] if found is None else evidence.answer(answer, found.proposals)
    rows = page.hanging(Span(dialogue.ctx.say("你的回答  ", "You  "), "dim"), *spans)
    page.put(rows[:OWN_ROWS])
    if len(rows) > OWN_ROWS:
        page.line(Span("…", "dim"))


def _reveal(dialogue: Dialogue, question: Theory | Business, marks: Mapping[str, bool]) -> Sequence[Ask]:
    ctx, page = dialogue.ctx, dialogue.page

    def title_of(question_id: str) -> Text | None:
        try:
            return ctx.bank.get(question_id).title
        except UnknownQuestion:
            return None

    page.rule()
    render_question.missed(ctx, page, question.points, marks)
    asks = render_question.followups(question, marks, title_of)
    render_question.ask_next(ctx, page, asks)
    return asks


def choose_rating(
    dialogue: Dialogue, proposed: Rating | None, *, asks: Sequence[Ask] = (), back: bool = False
) -> Rating | None:
    """The rating she agrees to or chooses; None where she goes back to the marks.  Raises Leave."""
    ctx = dialogue.ctx
    say = ctx.say
    choices = [Choice(str(int(rating)), words.rating(rating, ctx.ui)) for rating in Rating]
    if proposed is not None:
        choices.append(Choice("enter", say("同意", "agree")))
    if any(ask.expect for ask in asks):
        choices.append(Choice("f", say("追问的好回答", "a good reply to that")))
    if back:
        choices.append(Choice("u", say("改要点", "back to the marks")))
    choices.append(Choice("q", say("离开（保留）", "leave (kept)")))
    default = "" if proposed is None else str(int(proposed))
    while True:
        key = dialogue.choose(say("评分", "Rating"), choices, marked=default)
        if key == "q":
            raise Leave
        if key == "u":
            return None
        if key == "f":
            render_question.expected(ctx, dialogue.page, list(asks))
        elif key == "enter":
            return proposed
        else:
            return Rating(int(key))
