"""``answer``: grade and record one answer without prompts, for scripts and editors."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from drillbank.cli.context import Context
from drillbank.cli.exit import Exit
from drillbank.errors import UsageError

if TYPE_CHECKING:
    from drillbank.model import Business, Coding, Rating, Theory, Verdict
    from drillbank.study.recording import Answer, Recorded

YES, NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0")


def answer(
    ctx: typer.Context,
    question: Annotated[str, typer.Argument(metavar="ID", help="The question.")],
    file: Annotated[
        str | None, typer.Option(metavar="F", help="The answer's file; - or nothing reads stdin (text only).")
    ] = None,
    confidence: Annotated[
        int | None, typer.Option(min=1, max=4, help="How sure before the reveal: 1 guess … 4 certain.")
    ] = None,
    marks: Annotated[
        list[str] | None, typer.Option(metavar="P=yes,Q=no", help="Which key points were covered; the others were not.")
    ] = None,
    seconds: Annotated[float | None, typer.Option(min=0, help="How long the answer took.")] = None,
    hints: Annotated[int, typer.Option(min=0, help="How many hints were used.")] = 0,
    rating: Annotated[
        int | None, typer.Option(min=1, max=4, help="Your own word: 1 again, 2 hard, 3 good, 4 easy.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
) -> None:
    """Grade and record one answer. Exit code: 0 recorded, 2 no such question or file, 3 no judge."""
    from drillbank.model import Coding

    context: Context = ctx.obj
    found = context.bank.get(question)
    given = _Given(confidence, seconds, hints, rating)
    if isinstance(found, Coding):
        if marks:
            raise UsageError(f"{question} is a coding question: the judge marks it; leave --marks out.")
        raise typer.Exit(_code(context, found, file, given, json))
    raise typer.Exit(_text(context, found, file, _marks(found, marks), given, json))


class _Given:
    """What the options say besides the answer itself."""

    def __init__(self, confidence: int | None, seconds: float | None, hints: int, rating: int | None) -> None:
        from drillbank.model import Rating
        from drillbank.study.rating import is_sure

        self.confidence = confidence
        self.seconds = seconds
        self.hints = hints
        self.rating = None if rating is None else Rating(rating)
        self.sure = is_sure(confidence)

    def fast(self, minutes: float) -> bool:
        from drillbank.study.rating import is_fast

        return is_fast(self.seconds, minutes)


def _code(context: Context, question: Coding, file: str | None, given: _Given, as_json: bool) -> int:
    from drillbank.cli.running import read_answer
    from drillbank.cli.studying import packages_of, scratch_of
    from drillbank.grading.document import verdict_document
    from drillbank.grading.judge import Judge
    from drillbank.study import rating as rate
    from drillbank.study.recording import Answer

    if file is None:
        raise UsageError(f"A coding question takes --file F, as in `drillbank answer {question.id} --file answer.py`.")
    code = read_answer(file)
    with Judge.open(scratch_of(context), packages=packages_of(context)) as judge:
        verdict = judge.grade(question, code, lang=context.ui)
    document = verdict_document(verdict, context.ui)
    proposed = rate.of_outcome(verdict.outcome, hints=given.hints, sure=given.sure, fast=given.fast(question.minutes))
    if proposed is None:  # our fault or the question's: nothing is recorded
        _report(context, {**document, **_nothing_recorded(given)}, as_json, graded=(question, verdict))
        return Exit.NO_JUDGE
    recorded = _record(
        context,
        Answer(
            question=question.id,
            text=code,
            rating=proposed if given.rating is None else given.rating,
            confidence=given.confidence,
            seconds=given.seconds,
            hints=given.hints,
            source="answer",
            verdict=document,
        ),
    )
    _report(context, {**document, **_recorded(recorded)}, as_json, graded=(question, verdict), recorded=recorded)
    return Exit.OK


def _text(
    context: Context,
    question: Theory | Business,
    file: str | None,
    marks: Mapping[str, bool] | None,
    given: _Given,
    as_json: bool,
) -> int:
    from drillbank.cli import proposing
    from drillbank.cli.running import read_answer
    from drillbank.cli.studying import opened_store
    from drillbank.grading import text as grader
    from drillbank.grading.text.wordings import flips
    from drillbank.study import rating as rate
    from drillbank.study import wordings
    from drillbank.study.recording import Answer

    if file is None and sys.stdin.isatty():
        context.out.talk(context.say("请输入回答，Ctrl-D 结束。", "Type your answer; Ctrl-D ends it."))
    words = read_answer(file or "-").rstrip("\n")
    with opened_store(context) as store:
        own = wordings.standing(store, question.id)
    proposals = proposing.propose(context, question, words, own)
    document = grader.document(question.id, proposals, marks) | proposing.rubric_document(
        context, question, words, proposals, marks
    )
    rating = given.rating
    if rating is None and marks is not None:
        rating = rate.of_marks(
            question.points, marks, hints=given.hints, sure=given.sure, fast=given.fast(question.minutes)
        )
    recorded = _record(
        context,
        Answer(
            question=question.id,
            text=words,
            rating=rating,
            marks=marks,
            confidence=given.confidence,
            seconds=given.seconds,
            hints=given.hints,
            source="answer",
        ),
    )
    if marks is not None and (taught := flips(question.id, words, proposals, marks)):
        with opened_store(context) as store:
            wordings.keep(store, taught, context.now())
    _report(context, {**document, **_recorded(recorded)}, as_json, recorded=recorded)
    return Exit.OK


def _record(context: Context, given: Answer) -> Recorded:
    from drillbank.cli.studying import opened_store, planned, settings_of
    from drillbank.study import recording

    with opened_store(context) as store:
        summary = context.bank.summaries[given.question]
        settings = planned(context, store, settings_of(context))
        return recording.record(store, summary, given, settings, context.now())


def _recorded(recorded: Recorded) -> dict[str, Any]:
    review = recorded.review
    return {
        "review": review.id,
        "rating": None if review.rating is None else int(review.rating),
        "confidence": review.confidence,
        "recorded": "proposed" if review.rating is None else "confirmed",
        "due": None if recorded.due is None else recorded.due.isoformat(),
        "sure_but_wrong": recorded.sure_but_wrong,
        "leech": recorded.leech,
    }


def _nothing_recorded(given: _Given) -> dict[str, Any]:
    return {"review": None, "rating": None, "confidence": given.confidence, "recorded": None, "due": None}


def _report(
    context: Context,
    document: dict[str, Any],
    as_json: bool,
    *,
    graded: tuple[Coding, Verdict] | None = None,
    recorded: Recorded | None = None,
) -> None:
    out, say = context.out, context.say
    if as_json:
        out.json(document)
        return
    if graded is not None:
        from drillbank.cli import render_verdict
        from drillbank.cli.page import Page

        render_verdict.whole(context, Page(out), *graded)
    if recorded is None:
        out.line(say("未记录。", "Nothing was recorded."))
        return
    out.line(_sentence(context, recorded.review.rating, document["due"]))
    if recorded.sure_but_wrong:
        out.line(say("你很确定却答错了：明天再问。", "You were certain and it was wrong: it comes back tomorrow."))
    if recorded.leech:
        question = document["question"]
        out.line(
            say(
                f"这一题已错四次以上：看提示、拆开它，或 `drillbank suspend {question}`。",
                f"Failed four times or more: take hints, split it, or `drillbank suspend {question}`.",
            )
        )


def _sentence(context: Context, rating: Rating | None, due: str | None) -> str:
    from drillbank.cli import words

    if rating is None:
        return context.say(
            "已记录为待确认：没有 --marks 或 --rating，日程不变。",
            "Recorded as proposed: without --marks or --rating the schedule does not move.",
        )
    word = words.rating(rating, context.ui)
    return context.say(f"已记录：{word}，下次 {due}。", f"Recorded: {word}, due {due}.")


def _marks(question: Theory | Business, options: list[str] | None) -> dict[str, bool] | None:
    """The marks of ``--marks p1=yes,p2=no``; raises UsageError for an unknown point or an unreadable word."""
    if not options:
        return None
    known = [point.id for point in question.points]
    marks: dict[str, bool] = {}
    for part in ",".join(options).split(","):
        name, equals, word = (piece.strip() for piece in part.partition("="))
        if not name and not equals:
            continue
        if not equals or word.lower() not in YES + NO:
            raise UsageError(f"--marks is written like p1=yes,p2=no; {part.strip()!r} is not.")
        if name not in known:
            from difflib import get_close_matches

            near = get_close_matches(name, known, 1)
            hint = f" Did you mean {near[0]!r}?" if near else f" It has {', '.join(known)}."
            raise UsageError(f"{question.id} has no key point {name!r}.{hint}")
        if name in marks and marks[name] != (word.lower() in YES):
            raise UsageError(f"--marks says both yes and no of {name!r}.")
        marks[name] = word.lower() in YES
    return marks
