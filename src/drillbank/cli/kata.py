"""``kata``: one coding question from a blank file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from drillbank.cli.context import Context
from drillbank.cli.exit import Exit
from drillbank.errors import UsageError
from drillbank.model import Coding

if TYPE_CHECKING:
    from drillbank.study.settings import Settings
    from drillbank.study.store import Store


def kata(
    ctx: typer.Context,
    question: Annotated[str | None, typer.Argument(metavar="[ID]", help="Default: the one that is due.")] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Grade at each save of the file.")] = False,
) -> None:
    """Write one answer from a blank file in your editor; graded on save."""
    raise typer.Exit(_kata(ctx.obj, question, watch=watch))


def _kata(ctx: Context, question_id: str | None, *, watch: bool) -> int:
    from drillbank.cli.asking import Asking
    from drillbank.cli.dialogue import Dialogue, Leave
    from drillbank.cli.judging import JudgeAtNeed
    from drillbank.cli.sitting import forget, record, settle
    from drillbank.cli.studying import drafts_of, opened_store, packages_of, planned, scratch_of, settings_of
    from drillbank.cli.today import no_input

    dialogue = Dialogue(ctx)
    if watch and not dialogue.terminal:
        raise UsageError("kata --watch needs a terminal; `drillbank run ID FILE` grades a file without one.")
    drafts = drafts_of(ctx)
    with opened_store(ctx) as store, JudgeAtNeed(scratch_of(ctx), packages_of(ctx)) as judge:
        settings = planned(ctx, store, settings_of(ctx))
        if question_id is None:
            question_id = _todays(ctx, store, settings)
        question = ctx.bank.get(question_id)
        if not isinstance(question, Coding):
            raise UsageError(f"{question_id} is a {question.kind} question, not code; `drillbank quiz` asks it.")
        memory = store.memory(question.id)
        if memory is not None:
            drafts.settle(question.id, memory.last_review_ms)
        try:
            settled = settle(dialogue, question, drafts, judge, Asking(), watch=watch)
        except Leave:
            if not dialogue.heard and not dialogue.terminal:
                raise no_input("`drillbank run ID FILE` grades a file") from None
            path = drafts.code_path(question)
            dialogue.page.line(ctx.say(f"已离开；文件保留在 {path}", f"Left; the file is kept: {path}"))
            return Exit.OK
        record(store, dialogue, question, settled, settings, "kata")
        forget(drafts, question)
    return Exit.OK


def _todays(ctx: Context, store: Store, settings: Settings) -> str:
    """The kata of today's plan; raises UsageError where there is none."""
    from drillbank.cli.studying import can_work_on
    from drillbank.study.session import Session

    session = Session(ctx.bank.summaries, store, settings, ctx.now(), available=can_work_on(ctx))
    for item in session.queue(ctx.now()):
        if ctx.bank.summaries[item.question].kind == "coding":
            return item.question
    raise UsageError("No kata is left for today; name one, as in `drillbank kata ID` (`drillbank list --kind coding`).")
