"""``quiz``: practice by choice; the schedule is left alone unless ``--count``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from drillbank.cli.exit import Exit
from drillbank.cli.selection import Json, Kinds, Languages, Levels, Topics, Tracks, filters_of

if TYPE_CHECKING:
    from drillbank.cli.context import Context
    from drillbank.cli.dialogue import Dialogue
    from drillbank.cli.judging import JudgeAtNeed
    from drillbank.model import Question, Summary

USUAL_NUMBER = 10


def quiz(
    ctx: typer.Context,
    kind: Kinds = None,
    topic: Topics = None,
    level: Levels = None,
    track: Tracks = None,
    language: Languages = None,
    number: Annotated[int, typer.Option("-n", "--number", min=1, help="How many questions.")] = USUAL_NUMBER,
    count: Annotated[bool, typer.Option("--count", help="Record the answers and move the schedule.")] = False,
    as_json: Json = False,
) -> None:
    """Practise by choice. The schedule stays as it is unless --count."""
    context: Context = ctx.obj
    filters = filters_of(context.bank, kinds=kind, topics=topic, levels=level, tracks=track, languages=language)
    chosen = _draw(context, context.bank.select(filters), number)
    if as_json:
        context.out.json({"queue": [{"question": s.id, "kind": s.kind, "minutes": s.minutes} for s in chosen]})
        return
    raise typer.Exit(_quiz(context, chosen, count=count))


def _draw(ctx: Context, pool: Sequence[Summary], number: int) -> list[Summary]:
    """``number`` questions at random, those that can be worked on here."""
    import random

    from drillbank.cli.studying import can_work_on
    from drillbank.errors import UsageError

    if not pool:
        raise UsageError(
            "No question passes these filters; `drillbank list` with the same filters shows what there is."
        )
    shuffled = list(pool)
    random.Random(ctx.now().timestamp()).shuffle(shuffled)
    chosen: list[Summary] = []
    possible = can_work_on(ctx)
    for summary in shuffled:
        if possible(summary):
            chosen.append(summary)
            if len(chosen) == number:
                break
    if not chosen:
        raise UsageError("All questions that pass these filters need a runtime that is not installed here.")
    return chosen


def _quiz(ctx: Context, chosen: Sequence[Summary], *, count: bool) -> int:
    from drillbank.cli.dialogue import Dialogue, Leave
    from drillbank.cli.judging import JudgeAtNeed
    from drillbank.cli.studying import packages_of, scratch_of
    from drillbank.cli.today import no_input

    dialogue = Dialogue(ctx)
    if not count:
        dialogue.page.line(
            ctx.say(
                "练习：不影响复习计划（--count 才计入）。", "Practice: the schedule stays as it is (--count moves it)."
            )
        )
    done = 0

    def finished() -> None:
        nonlocal done
        done += 1

    try:
        with JudgeAtNeed(scratch_of(ctx), packages_of(ctx)) as judge:
            _ask_all(ctx, dialogue, chosen, judge, finished, count=count)
    except Leave:
        if not dialogue.heard and not dialogue.terminal:
            raise no_input("`drillbank answer ID` records one answer") from None
    dialogue.page.line(ctx.say(f"完成 {done} 题。", f"{done} answered."))
    return Exit.OK


def _ask_all(
    ctx: Context,
    dialogue: Dialogue,
    chosen: Sequence[Summary],
    judge: JudgeAtNeed,
    finished: Callable[[], None],
    *,
    count: bool,
) -> None:
    from drillbank.cli.asking import Asking, Later
    from drillbank.cli.sitting import forget, own_wordings, record, settle
    from drillbank.cli.studying import drafts_of, opened_store, planned, settings_of
    from drillbank.errors import JudgeUnavailable

    drafts = drafts_of(ctx)
    pending = [summary.id for summary in chosen]
    place = 0
    with ExitStack() as stack:
        store = stack.enter_context(opened_store(ctx)) if count else None
        while pending:
            question: Question = ctx.bank.get(pending.pop(0))
            own = () if store is None else own_wordings(store, question)
            asking = Asking(place=f"{place + 1}/{len(chosen)}", later=bool(pending), wordings=own)
            try:
                settled = settle(dialogue, question, drafts, judge, asking)
            except Later:
                pending.append(question.id)
                continue
            except JudgeUnavailable as error:
                dialogue.page.line(str(error))
                place += 1
                continue
            if store is not None:
                record(store, dialogue, question, settled, planned(ctx, store, settings_of(ctx)), "quiz")
            forget(drafts, question)
            place += 1
            finished()
