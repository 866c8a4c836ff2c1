"""``plan``: what will be held on the day of the interview, and what will not fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from drillbank.cli.context import Context
from drillbank.cli.selection import Json
from drillbank.errors import UsageError

if TYPE_CHECKING:
    from drillbank.cli.page import Page
    from drillbank.study.plan.ahead import Ahead
    from drillbank.study.settings import Settings
    from drillbank.study.store import Store

NO_DATE = "There is no interview date yet; `drillbank config date 2026-12-21` sets one, `plan --date` tries one out."


def plan(
    ctx: typer.Context,
    on: Annotated[str | None, typer.Option("--date", metavar="D", help="Try out another interview date.")] = None,
    minutes: Annotated[int | None, typer.Option(help="Try out other minutes a day.", min=1, max=600)] = None,
    cut: Annotated[bool, typer.Option("--cut", help="List what will not fit.")] = False,
    keep: Annotated[list[str] | None, typer.Option(metavar="ID", help="Put a question first.")] = None,
    drop: Annotated[list[str] | None, typer.Option(metavar="ID", help="Leave it out until the interview.")] = None,
    free: Annotated[list[str] | None, typer.Option(metavar="ID", help="Take back --keep or --drop.")] = None,
    as_json: Json = False,
) -> None:
    """The plan to the interview: how ready, how many minutes, what will not fit."""
    from drillbank.cli.config import parse
    from drillbank.cli.studying import opened_store, settings_of, with_choices

    context: Context = ctx.obj
    wished = parse("date", on) if on is not None else context.config.get("date")
    if wished is None:
        raise UsageError(NO_DATE)
    with opened_store(context) as store:
        _choose(context, store, keep or [], drop or [], free or [])
        settings = replace(settings_of(context, minutes=minutes), interview=date.fromisoformat(str(wished)))
        settings = with_choices(store, settings)
        ahead = made(context, store, settings)
    tried = on is not None or minutes is not None
    if as_json:
        context.out.json(document(context, ahead, settings))
    else:
        show(context, ahead, settings, cut=cut)
        if tried:
            say = context.say
            context.out.talk(say("只是试算，没有保存。", "Tried out only; `drillbank config` saves a date or minutes."))


def _choose(context: Context, store: Store, keep: Sequence[str], drop: Sequence[str], free: Sequence[str]) -> None:
    """Write the learner's choices, all checked before the first is written."""
    from drillbank.study.plan import choices

    wanted = [(choices.KEEP, keep), (choices.DROP, drop), (choices.FREE, free)]
    all_of_them = [question for _, questions in wanted for question in questions]
    for question in all_of_them:
        context.bank.get(question)  # raises with the nearest ids
        if all_of_them.count(question) > 1:
            raise UsageError(f"{question} stands in two of --keep, --drop and --free, or twice in one.")
    for choice, questions in wanted:
        for question in questions:
            choices.choose(store, question, choice, context.now())


def made(context: Context, store: Store, settings: Settings) -> Ahead:
    """The plan for these settings: from the cache where nothing has changed, else made and kept there.

    A day that has begun keeps the plan it began with, so after the first answer it starts tomorrow.
    """
    from drillbank.cli.studying import can_work_on
    from drillbank.study import day
    from drillbank.study.plan import shelf

    now = context.now()
    today = day.day_of(now, settings.rollover_hour)
    start = day.start_ms(today, day.offset_minutes(now), settings.rollover_hour)
    assert settings.interview is not None
    if settings.interview <= today:
        raise UsageError(
            f"The interview date {settings.interview.isoformat()} is not ahead; `drillbank config date D` sets another."
        )
    begun = bool(store.questions_since(start)) and settings.interview > today + timedelta(days=1)
    from_day = today + timedelta(days=1) if begun else today
    summaries = context.bank.summaries
    file = shelf.path(context.paths.cache, settings, from_day, summaries, store)
    ahead = shelf.load(file)
    if ahead is None:
        from drillbank.study.plan.forecast import forecast

        memories, hidden = store.memories(), store.suspended_before(None)
        ahead = forecast(summaries, memories, hidden, settings, from_day, available=can_work_on(context))
        shelf.save(file, ahead)
    return ahead


def document(context: Context, ahead: Ahead, settings: Settings) -> dict[str, Any]:
    """The JSON of ``plan``: shares from 0 to 1."""
    from drillbank.study.plan.ahead import to_document

    told = to_document(ahead)
    counts = {name: counted(context, told[name]) for name in ("holds", "shaky", "cut")}
    choices = {"kept": sorted(settings.kept), "dropped": sorted(settings.dropped)}
    return {"minutes": settings.minutes, **told, "counts": counts, **choices}


def counted(context: Context, ids: Sequence[str]) -> dict[str, int]:
    """How many of each kind."""
    summaries = context.bank.summaries
    kinds = [summaries[id].kind for id in ids if id in summaries]
    return {kind: kinds.count(kind) for kind in ("theory", "business", "coding")}


def show(context: Context, ahead: Ahead, settings: Settings, *, cut: bool) -> None:
    """The plan on one screen."""
    from drillbank.cli.page import Page

    say, page = context.say, Page(context.out)
    day = day_name(context, ahead.interview)
    page.line(
        say(
            f"到 {day}的计划 · {ahead.days} 天 · 每天 {settings.minutes:.0f} 分钟",
            f"Plan to {day} · {ahead.days} {'day' if ahead.days == 1 else 'days'} · {settings.minutes:.0f} min a day",
        )
    )
    for name, what in rows(context, ahead):
        page.line(what, lead=name)
    page.line(_way(context, ahead), lead=_lead(context, "做法", "how"))
    if settings.kept or settings.dropped:
        kept, dropped = len(settings.kept), len(settings.dropped)
        page.line(
            say(f"优先 {kept} 题，放弃 {dropped} 题", f"{kept} kept first, {dropped} dropped"),
            lead=_lead(context, "选择", "your choice"),
        )
    if cut:
        _list_cut(context, page, ahead)


def rows(context: Context, ahead: Ahead) -> list[tuple[str, str]]:
    """(name, what it says): readiness, what holds, what is shaky, what will not fit, minutes."""
    say = context.say
    found = [
        (
            _lead(context, "届时记得", "readiness"),
            say(
                f"{ahead.readiness:.0%}（多半在 {ahead.low:.0%} 到 {ahead.high:.0%} 之间），按重要程度计",
                f"{ahead.readiness:.0%}, likely {ahead.low:.0%} to {ahead.high:.0%}, of all your role asks, weighted",
            ),
        ),
        (_lead(context, "会牢靠", "will hold"), _kinds(context, ahead.holds)),
    ]
    if ahead.shaky:
        found.append((_lead(context, "不太稳", "shaky"), _kinds(context, ahead.shaky)))
    if ahead.cut:
        number = len(ahead.cut)
        hint = say(
            "（drillbank plan --cut 列出，--keep、--drop 可调换）", " (drillbank plan --cut lists them, you may swap)"
        )
        found.append(
            (_lead(context, "放不下", "will not fit"), say(f"{number} 题", f"{number} {_items(number)}") + hint)
        )
    else:
        found.append((_lead(context, "放不下", "will not fit"), say("没有：全部排得下", "nothing: everything fits")))
    minutes = round(ahead.minutes_a_day)
    found.append((_lead(context, "每天", "each day"), say(f"约 {minutes} 分钟", f"about {minutes} min")))
    return found


def _lead(context: Context, zh: str, en: str) -> str:
    from drillbank.cli.width import pad

    return "  " + pad(context.say(zh, en), 10 if context.ui == "zh" else 14)


def _items(number: int) -> str:
    return "item" if number == 1 else "items"


def _kinds(context: Context, ids: Sequence[str]) -> str:
    names = {"theory": ("理论", "theory"), "business": ("业务", "business"), "coding": ("代码", "kata")}
    counts = counted(context, ids)
    parts = [
        context.say(f"{names[kind][0]} {n}", f"{n} {names[kind][1]}{'s' if kind == 'coding' and n > 1 else ''}")
        for kind, n in counts.items()
        if n
    ]
    return " · ".join(parts) or context.say("还没有", "nothing yet")


def _way(context: Context, ahead: Ahead) -> str:
    policy, say = ahead.policy, context.say
    by_worth = say("按对那一天的价值安排全部时间", "all minutes by what they add to the day")
    if policy.by_worth_days >= ahead.days:
        return by_worth
    from_day = day_name(context, ahead.interview - timedelta(days=policy.by_worth_days))
    return say(
        f"记忆降到 {policy.retention:.0%} 时复习，每天至多 {policy.new_per_day} 题新题，余下按价值；"
        f"{from_day}起{by_worth}",
        f"repeat at {policy.retention:.0%} recall, up to {policy.new_per_day} new a day, spare minutes by worth; "
        f"from {from_day} {by_worth}",
    )


def _list_cut(context: Context, page: Page, ahead: Ahead) -> None:
    page.blank()
    for id in ahead.cut:
        summary = context.bank.summaries.get(id)
        if summary is not None:
            page.line(f"{summary.title.get(context.ui)}  ({summary.minutes:g} min)", lead=f"  {id}  ")
    if ahead.cut:
        page.line(
            context.say(
                "调换：drillbank plan --keep 题号 --drop 题号（--free 取消）",
                "Swap: drillbank plan --keep ID --drop ID (--free takes it back)",
            )
        )


def day_name(context: Context, day: date) -> str:
    """21 Dec, 12 月 21 日."""
    from drillbank.cli.sitting import MONTHS

    return context.say(f"{day.month} 月 {day.day} 日", f"{day.day} {MONTHS[day.month - 1]}")
