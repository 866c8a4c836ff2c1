"""``config``, ``suspend``, ``bury`` and ``sync``: what is asked, and how, and on which machines."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from drillbank.cli.context import Context
from drillbank.cli.selection import Json

Question = Annotated[str, typer.Argument(metavar="ID", help="The question.")]


def config(
    ctx: typer.Context,
    key: Annotated[str | None, typer.Argument(help="One setting; without it, all are shown.")] = None,
    value: Annotated[str | None, typer.Argument(help='Its new value; "" goes back to the default.')] = None,
    as_json: Json = False,
) -> None:
    """Show each setting and where its value comes from, or change one."""
    from drillbank.cli.config import BY_NAME, parse

    context: Context = ctx.obj
    if key is not None and key not in BY_NAME:
        parse(key, "")  # raises with the nearest name
    if key is not None and value is not None:
        context.config.write(key, value)
        context = Context(context.options)
    names = list(BY_NAME) if key is None else [key]
    entries = {name: _entry(context, name) for name in names}
    if as_json:
        context.out.json(entries)
        return
    for name, entry in entries.items():
        shown = "–" if entry["value"] is None else entry["value"]
        context.out.line(f"{name} = {shown}  ({entry['from']}; {entry['means']})")


def _entry(context: Context, name: str) -> dict[str, Any]:
    """Value, where it comes from, what it means."""
    from drillbank.cli.config import BY_NAME

    value, source = context.config.get(name), "default"
    if name in context.config.values:
        source = str(context.config.path)
    if name == "lang" and context.options.lang is not None:
        value, source = context.options.lang, "--lang"
    elif name == "lang" and value is None:
        value, source = context.lang, "environment"
    return {"value": value, "from": source, "means": BY_NAME[name].means}


def suspend(
    ctx: typer.Context,
    question: Question,
    lift: Annotated[bool, typer.Option("--lift", help="Take it up again.")] = False,
    as_json: Json = False,
) -> None:
    """Ask a question no more, until it is taken up again with --lift."""
    from drillbank.cli.studying import opened_store
    from drillbank.study import recording

    context: Context = ctx.obj
    context.bank.get(question)  # raises with the nearest ids
    with opened_store(context) as store:
        change = recording.resume if lift else recording.suspend
        change(store, question, context.now())
    if as_json:
        context.out.json({"question": question, "suspended": not lift})
    elif lift:
        context.out.line(context.say(f"恢复提问 {question}。", f"{question} is asked again."))
    else:
        back = f"drillbank suspend {question} --lift"
        context.out.line(
            context.say(f"不再提问 {question}；`{back}` 恢复。", f"{question} is asked no more; `{back}` takes it up.")
        )


def bury(ctx: typer.Context, question: Question, as_json: Json = False) -> None:
    """Ask a question no more today."""
    from drillbank.cli.studying import opened_store
    from drillbank.study import recording
    from drillbank.study.day import day_of

    context: Context = ctx.obj
    context.bank.get(question)  # raises with the nearest ids
    now = context.now()
    today = day_of(now, int(context.config.get("rollover_hour")))
    with opened_store(context) as store:
        recording.bury(store, question, today, now)
    if as_json:
        context.out.json({"question": question, "buried": today.isoformat()})
    else:
        context.out.line(context.say(f"今天不再提问 {question}。", f"{question} is not asked again today."))


def sync(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="DIR", help="A folder that the machines share.")],
    as_json: Json = False,
) -> None:
    """Merge the review logs of several machines through a folder; safe to repeat, in any order."""
    from dataclasses import asdict

    from drillbank.cli.studying import opened_store
    from drillbank.study import sync as merging

    context: Context = ctx.obj
    with opened_store(context) as store:
        done = merging.sync(store, Path(folder).expanduser())
    if as_json:
        context.out.json(asdict(done))
        return
    say = context.say
    context.out.line(
        say(
            f"写出 {done.written} 行；新得 {done.reviews} 次回答、{done.events} 个事件（共 {done.devices} 台设备）。",
            f"Wrote {done.written} lines; took over {done.reviews} answers and {done.events} events "
            f"(logs of {done.devices} {'machine' if done.devices == 1 else 'machines'}).",
        )
    )
    if done.unreadable:
        context.out.talk(
            say(
                f"跳过 {done.unreadable} 行无法读取的内容（写到一半的行会由其设备重写）。",
                f"Skipped {done.unreadable} unreadable lines (its machine writes a torn line again).",
            )
        )
