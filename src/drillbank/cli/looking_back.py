"""``undo`` and ``stats``: take back the last answer; the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from drillbank.cli.context import Context
from drillbank.cli.exit import Exit
from drillbank.cli.selection import Json

if TYPE_CHECKING:
    from drillbank.study.plan.ahead import Ahead
    from drillbank.study.stats import Stats

PLAIN_DAYS = 7


def undo(ctx: typer.Context, as_json: Json = False) -> None:
    """Take back the last answer, also after a restart. Exit code: 0 done, 1 nothing to undo."""
    from drillbank.cli.studying import opened_store
    from drillbank.study import recording

    context: Context = ctx.obj
    undone = None
    if context.paths.database.is_file():
        with opened_store(context) as store:
            undone = recording.undo(store, context.now())
    if as_json:
        context.out.json({"undone": undone.id if undone else None, "question": undone.question if undone else None})
    elif undone is None:
        context.out.talk(context.say("没有可撤销的回答。", "There is nothing to undo."))
    else:
        context.out.line(context.say(f"已撤销 {undone.question} 的回答。", f"Taken back: {undone.question}."))
    raise typer.Exit(Exit.NOT_ACCEPTED if undone is None else Exit.OK)


def stats(
    ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False
) -> None:
    """The figures: this week, recall by topic, how sure and how right."""
    from drillbank.cli.studying import opened_store, planned, settings_of
    from drillbank.study.plan import shelf
    from drillbank.study.stats import stats as figures_of

    context: Context = ctx.obj
    with opened_store(context) as store:
        settings = planned(context, store, settings_of(context))
        figures = figures_of(store, context.bank.summaries, settings, context.now())
        ahead = None
        if settings.interview is not None and figures.day < settings.interview:
            ahead = shelf.in_force(context.paths.cache, settings, figures.day)
    if as_json:
        context.out.json(document(figures, ahead))
    else:
        _show(context, figures, ahead)


def document(figures: Stats, ahead: Ahead | None) -> dict[str, Any]:
    """The JSON of ``stats``: shares from 0 to 1, minutes as measured."""
    return {
        "reviews": figures.reviews,
        "today": figures.today,
        "questions": figures.questions,
        "due": figures.due,
        "streak_weeks": figures.streak_weeks,
        "brier": None if figures.brier is None else round(figures.brier, 4),
        "days_this_week": figures.days_this_week,
        "minutes": {"today": round(figures.minutes_today, 1), "week": round(figures.minutes_this_week, 1)},
        "calibration": [
            {"confidence": entry.confidence, "answers": entry.answers, "right": round(entry.right, 4)}
            for entry in figures.calibration
        ],
        "recall": [
            {"topic": entry.area, "questions": entry.questions, "recall": round(entry.recall, 4)}
            for entry in figures.recall
        ],
        "leeches": list(figures.leeches),
        "calendar": [
            {"day": entry.day.isoformat(), "answers": entry.answers, "minutes": round(entry.minutes, 1)}
            for entry in figures.calendar
        ],
        "forecast": None
        if ahead is None
        else {
            "date": ahead.interview.isoformat(),
            "readiness": ahead.readiness,
            "low": ahead.low,
            "high": ahead.high,
        },
        "weeks": [{"monday": monday.isoformat(), "minutes": round(minutes, 1)} for monday, minutes in figures.weeks],
    }


def _show(context: Context, figures: Stats, ahead: Ahead | None) -> None:
    from drillbank.cli.plots import BAR_COLUMNS, bar, height
    from drillbank.cli.width import pad, width

    out, say = context.out, context.say
    days, minutes = figures.days_this_week, round(figures.minutes_this_week)
    out.line(say(f"本周 7 天中 {days} 天 · {minutes} 分钟", f"This week {days} of 7 · {minutes} min"))
    if figures.streak_weeks:
        weeks = figures.streak_weeks
        out.line(say(f"连续达标 {weeks} 周", f"{weeks} {'week' if weeks == 1 else 'weeks'} in a row"))
    out.line(
        say(
            f"回答 {figures.reviews} 次（今天 {figures.today}）· 题目 {figures.questions} · 到期 {figures.due}",
            f"{figures.reviews} answers ({figures.today} today) · {figures.questions} questions · {figures.due} due",
        )
    )
    if ahead is not None:
        from drillbank.cli.planning import day_name

        day = day_name(context, ahead.interview)
        out.line(
            say(
                f"预计 {day}  记得 {ahead.readiness:.0%}（{ahead.low:.0%} 到 {ahead.high:.0%}）",
                f"Forecast on {day}  recall {ahead.readiness:.0%} ({ahead.low:.0%} to {ahead.high:.0%})",
            )
        )
    lang = "zh" if context.ui == "zh" else "en"
    titles = {entry.area: context.bank.topic_title(entry.area, lang) for entry in figures.recall}
    room = max((width(title) for title in titles.values()), default=0)
    for place, entry in enumerate(figures.recall):
        lead = say("记得", "Recall") if place == 0 else " " * width(say("记得", "Recall"))
        drawn = "" if out.plain else f"{pad(bar(entry.recall), BAR_COLUMNS)} "
        out.line(f"{lead}  {pad(titles[entry.area], room)}  {drawn}{entry.recall:4.0%}")
    if figures.calibration:
        sure = "   ".join(f"{entry.confidence} → {entry.right:.0%}" for entry in figures.calibration)
        out.line(
            say(f"把握 → 答对  {sure}   Brier {figures.brier:.2f}", f"Sure → right  {sure}   Brier {figures.brier:.2f}")
        )
        if not out.plain:
            _draw_calibration(context, figures)
    most = max((spent for _, spent in figures.weeks), default=0.0)
    if round(most) > 0:
        signs = [str(round(spent)) if out.plain else height(spent / most) for _, spent in figures.weeks]
        line = (" " if out.plain else "").join(signs)
        out.line(say(f"最近十二周（分钟）  {line}", f"Last twelve weeks, minutes  {line}"))
    if figures.calendar:
        _draw_calendar(context, figures)
    if figures.leeches:
        names = ", ".join(figures.leeches)
        out.line(say(f"错了四次以上：{names}", f"Failed four times or more: {names}"))


def _draw_calibration(context: Context, figures: Stats) -> None:
    """The curve: where each confidence would be if it were honest, and where it was."""
    from drillbank.cli.plots import calibration

    for entry in figures.calibration:
        drawn = calibration(entry.confidence / 4, entry.right)
        context.out.line(f"  {entry.confidence}  {drawn}  {entry.right:4.0%}  ({entry.answers})")
    said = context.say("| 该有的位置  ● 实际  ◆ 正好", "| what it claims  ● what it was  ◆ both")
    context.out.line(f"     {said}")


def _draw_calendar(context: Context, figures: Stats) -> None:
    """Twelve weeks of days: shades on a terminal, a line for each day in plain text."""
    from datetime import timedelta

    from drillbank.cli.plots import calendar
    from drillbank.study.streak import monday

    out, say = context.out, context.say
    if out.plain:
        days = [
            say(f"{entry.day.isoformat()} {entry.minutes:.0f} 分钟", f"{entry.day.isoformat()} {entry.minutes:.0f} min")
            for entry in figures.calendar[-PLAIN_DAYS:]
        ]
        out.line(say("最近练习的日子：", "Last days with answers: ") + say("，", ", ").join(days))
        return
    names = say("一 二 三 四 五 六 日", "Mo Tu We Th Fr Sa Su").split()
    first = monday(figures.day) - timedelta(weeks=len(figures.weeks) - 1)
    minutes = {entry.day: entry.minutes for entry in figures.calendar}
    for row in calendar(minutes, first, figures.day, names):
        out.line(row)
