"""``today``: the daily quiz; with ``--json`` its queue."""

from __future__ import annotations

from typing import Annotated

import typer

from drillbank.cli.context import Context
from drillbank.cli.exit import Exit
from drillbank.errors import UsageError


def today(
    ctx: typer.Context,
    minutes: Annotated[float | None, typer.Option(help="Minutes for today.", min=1, max=600)] = None,
    short: Annotated[bool, typer.Option("--short", help="A five-minute day.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the queue as one JSON document instead.")] = False,
) -> None:
    """The daily quiz. Stop anywhere; start again where you stopped."""
    if json:
        _print_queue(ctx.obj, minutes, short)
    else:
        raise typer.Exit(sit(ctx.obj, minutes=minutes, short=short))


def _print_queue(ctx: Context, minutes: float | None, short: bool) -> None:
    from drillbank.cli.studying import can_work_on, opened_store, planned, settings_of
    from drillbank.study.session import Session

    settings = settings_of(ctx, minutes=minutes, short=short)
    with opened_store(ctx) as store:
        settings = planned(ctx, store, settings)
        session = Session(ctx.bank.summaries, store, settings, ctx.now(), available=can_work_on(ctx))
        queue = [
            {"question": item.question, "why": item.why, "minutes": item.minutes} for item in session.queue(ctx.now())
        ]
        ctx.out.json({"date": session.day.isoformat(), "minutes": settings.minutes, "queue": queue})


def sit(
    ctx: Context,
    *,
    minutes: float | None = None,
    short: bool = False,
    only_katas: bool = False,
    planning: bool = False,
) -> int:
    """One sitting; returns the exit code.  ``planning``: today's plan is being made already."""
    from drillbank.cli.background import plan_in_background
    from drillbank.cli.dialogue import Dialogue, Leave
    from drillbank.cli.replanning import Replanning
    from drillbank.cli.sitting import Sitting
    from drillbank.cli.studying import can_work_on, opened_store, planned, settings_of
    from drillbank.study.session import Session

    settings = settings_of(ctx, minutes=minutes, short=short)
    dialogue = Dialogue(ctx)
    with opened_store(ctx) as store:
        replanning = Replanning(ctx, store, settings)
        if not planning:
            replanning.start()
        settings = planned(ctx, store, settings)
        session = Session(ctx.bank.summaries, store, settings, ctx.now(), available=can_work_on(ctx))
        sitting = Sitting(dialogue, session, store, only_katas=only_katas, new_plan=replanning.come)
        try:
            sitting.run()
        except Leave:
            if not dialogue.heard and not dialogue.terminal:
                raise no_input("`drillbank today --json` prints the queue") from None
            left = ctx.say(
                f"已离开；记录了 {sitting.recorded} 题，`drillbank today` 会接着来。",
                f"Left; {sitting.recorded} recorded, `drillbank today` goes on from here.",
            )
            dialogue.page.line(left)
    plan_in_background(ctx)
    return Exit.OK


def no_input(instead: str) -> UsageError:
    """There is nobody to answer: no terminal, and nothing on stdin."""
    return UsageError(f"This asks questions, and stdin is no terminal and holds no answers; {instead}.")
