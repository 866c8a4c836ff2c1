"""The home screen: today's plan, and the one key to start it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from drillbank.cli.context import Context
from drillbank.cli.exit import Exit
from drillbank.cli.page import Page
from drillbank.cli.width import Span, pad, width

if TYPE_CHECKING:
    from drillbank.study.queue import Item
    from drillbank.study.session import Session
    from drillbank.study.store import Store

WEEK_GOAL_DAYS = 5
MOST_TOPICS = 3


def show(ctx: Context) -> int:
    """Print the plan; on a terminal wait for the key that starts it.  Returns the exit code."""
    from drillbank.cli.studying import can_work_on, opened_store, planned, settings_of
    from drillbank.study.session import Session

    page = Page(ctx.out)
    with opened_store(ctx) as store:
        settings = planned(ctx, store, settings_of(ctx))
        session = Session(ctx.bank.summaries, store, settings, ctx.now(), available=can_work_on(ctx))
        queue = session.queue(ctx.now())
        _plan(ctx, page, session, store, queue)
        _forecast(ctx, page, session)
    katas = any(item.part == "kata" for item in queue)
    return _start(ctx, page, katas=katas) if queue else Exit.OK


def _plan(ctx: Context, page: Page, session: Session, store: Store, queue: tuple[Item, ...]) -> None:
    progress = session.progress(ctx.now())
    minutes = _minutes(ctx, progress.minutes_left)
    page.spread((Span(_heading(ctx, session, store, page), "strong"),), minutes if queue else "")
    if progress.answered:
        page.line(ctx.say(f"今天已答 {progress.answered} 题", f"{progress.answered} answered today"))
    if not queue:
        page.line(
            ctx.say(
                "今天没有要问的题了。`drillbank quiz` 随意练习。",
                "Nothing is left for today. `drillbank quiz` is practice by choice.",
            )
        )
        return
    for number, (name, what, spent) in enumerate(_parts(ctx, session, queue), 1):
        lead = f"  {number} {pad(name, 9)}"
        rows = page.hanging(lead, Span(what), columns=page.columns - width(spent) - 2)
        first = rows[0]
        gap = page.columns - sum(width(span.text) for span in first) - width(spent)
        space = "  " if page.out.plain else " " * max(2, gap)
        page.put([(*first, Span(space), Span(spent, "dim")), *rows[1:]])


def _heading(ctx: Context, session: Session, store: Store, page: Page) -> str:
    parts = []
    wanted = ctx.config.get("date")
    if wanted:
        left = (date.fromisoformat(str(wanted)) - session.day).days
        if left > 0:
            parts.append(_countdown(ctx, session, store, left))
        elif left == 0:
            parts.append(ctx.say("今天面试", "The interview is today"))
    done = _days_this_week(session, store)
    signs = page.signs.yes * done + page.signs.open * max(0, WEEK_GOAL_DAYS - done)
    if page.out.plain:
        signs = ctx.say(f"{done}/{WEEK_GOAL_DAYS} 天", f"{done} of {WEEK_GOAL_DAYS} days")
    parts.append(ctx.say(f"本周 {signs}", f"this week {signs}"))
    return " · ".join(parts)


def _countdown(ctx: Context, session: Session, store: Store, left: int) -> str:
    """Day n of m, counted from `init`; without one the days that are left."""
    from drillbank.study import day

    began = [event for event in store.events("began") if event.data.get("date") == ctx.config.get("date")]
    if not began:
        days = "day" if left == 1 else "days"
        return ctx.say(f"距面试还有 {left} 天", f"{left} {days} to the interview")
    last = began[-1]
    first = day.as_date(day.number(last.at, last.offset_minutes, session.settings.rollover_hour))
    number = (session.day - first).days + 1
    return ctx.say(f"第 {number} 天，共 {number + left - 1} 天", f"Day {number} of {number + left - 1}")


def _forecast(ctx: Context, page: Page, session: Session) -> None:
    """What the plan in force promises; nothing where none was made yet."""
    from dataclasses import replace

    from drillbank.cli.planning import counted, day_name
    from drillbank.study.plan import shelf

    settings = replace(session.settings, minutes=float(ctx.config.minutes))
    if settings.interview is None or session.day >= settings.interview:
        return
    ahead = shelf.in_force(ctx.paths.cache, settings, session.day)
    if ahead is None:
        page.line(ctx.say("到面试的计划：drillbank plan", "The plan to the interview: drillbank plan"))
        return
    all_of_them = (*ahead.holds, *ahead.shaky, *ahead.cut)
    held, katas = counted(ctx, ahead.holds)["coding"], counted(ctx, all_of_them)["coding"]
    day = day_name(ctx, ahead.interview)
    page.line(
        ctx.say(
            f"预计 {day}  记得 {ahead.readiness:.0%}   代码 {held}/{katas}",
            f"Forecast on {day}  recall {ahead.readiness:.0%}   katas {held} of {katas}",
        )
    )


def _days_this_week(session: Session, store: Store) -> int:
    from drillbank.study import day

    rollover = session.settings.rollover_hour
    monday = session.day - timedelta(days=session.day.weekday())
    first, last = day.as_number(monday), day.as_number(session.day)
    since = (first - 1) * day.DAY_MS  # a day early: each review's own offset decides below
    studied = {
        number
        for review in store.reviews(since_ms=since)
        if first <= (number := day.number(review.answered_at, review.offset_minutes, rollover)) <= last
    }
    return len(studied)


def _parts(ctx: Context, session: Session, queue: tuple[Item, ...]) -> list[tuple[str, str, str]]:
    """(name, what it holds, minutes) of each part that still has something."""
    say = ctx.say
    warm_up = [item for item in queue if item.part in ("warm-up", "again")]
    recall = [item for item in queue if item.part == "recall"]
    katas = [item for item in queue if item.part == "kata"]
    found = []
    if warm_up:
        what = say(f"{len(warm_up)} 题：你很确定却错了的", f"{len(warm_up)} you were sure of and missed")
        found.append((say("热身", "Warm-up"), what, _spent(ctx, warm_up)))
    if recall:
        areas = list(dict.fromkeys(ctx.bank.summaries[item.question].area for item in recall))
        names = say("、", ", ").join(ctx.bank.topic_title(area, ctx.ui) for area in areas[:MOST_TOPICS])
        more = say("等", ", …") if len(areas) > MOST_TOPICS else ""
        found.append(
            (say("回忆", "Recall"), f"{len(recall)} {say('题：', 'mixed: ')}{names}{more}", _spent(ctx, recall))
        )
    for item in katas:
        title = ctx.bank.summaries[item.question].title.get(ctx.ui)
        found.append((say("代码", "Kata"), title + say("，空白文件", ", blank file"), _spent(ctx, [item])))
    if session.plan.close_minutes:
        found.append((say("收尾", "Close"), say("一句话", "one sentence"), _minutes(ctx, session.plan.close_minutes)))
    return found


def _spent(ctx: Context, items: list[Item]) -> str:
    return _minutes(ctx, sum(item.minutes for item in items))


def _minutes(ctx: Context, minutes: float) -> str:
    return ctx.say(f"{minutes:.0f} 分钟", f"{minutes:.0f} min")


def _start(ctx: Context, page: Page, *, katas: bool) -> int:
    from drillbank.cli.background import plan_in_background
    from drillbank.cli.dialogue import Choice, Dialogue, Leave
    from drillbank.cli.today import sit

    say = ctx.say
    choices = [Choice("enter", say("开始", "start")), Choice("s", say("五分钟", "five minutes"))]
    if katas:
        choices.append(Choice("k", say("只做代码题", "kata only")))
    choices.append(Choice("q", say("以后再说", "later")))
    if not ctx.interactive:
        page.line(say("开始：drillbank today", "To start: drillbank today"))
        return Exit.OK
    plan_in_background(ctx)
    dialogue = Dialogue(ctx)
    page.blank()
    try:
        key = dialogue.choose("", choices)
    except Leave:
        return Exit.OK
    if key == "q":
        return Exit.OK
    return sit(ctx, short=key == "s", only_katas=key == "k", planning=True)
