"""``undo`` and ``stats``: take back the last answer; the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from drillbank.cli.context import Context
from drillbank.cli.exit import Exit
from drillbank.cli.selection import Json

if TYPE_CHECKING:
    from drillbank.study.stats import Stats

BAR_COLUMNS = 10
BLOCKS = " ▏▎▍▌▋▊▉█"
HEIGHTS = "▁▂▃▄▅▆▇█"


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
    from drillbank.cli.studying import opened_store, settings_of
    from drillbank.study.stats import stats as figures_of

    context: Context = ctx.obj
    with opened_store(context) as store:
        figures = figures_of(store, context.bank.summaries, settings_of(context), context.now())
    if as_json:
        context.out.json(document(figures))
    else:
        _show(context, figures)


def document(figures: Stats) -> dict[str, Any]:
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
        "weeks": [{"monday": monday.isoformat(), "minutes": round(minutes, 1)} for monday, minutes in figures.weeks],
    }


def _show(context: Context, figures: Stats) -> None:
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
    lang = "zh" if context.ui == "zh" else "en"
    titles = {entry.area: context.bank.topic_title(entry.area, lang) for entry in figures.recall}
    room = max((width(title) for title in titles.values()), default=0)
    for place, entry in enumerate(figures.recall):
        lead = say("记得", "Recall") if place == 0 else " " * width(say("记得", "Recall"))
        bar = "" if out.plain else f"{pad(_bar(entry.recall), BAR_COLUMNS)} "
        out.line(f"{lead}  {pad(titles[entry.area], room)}  {bar}{entry.recall:4.0%}")
    if figures.calibration:
        sure = "   ".join(f"{entry.confidence} → {entry.right:.0%}" for entry in figures.calibration)
        out.line(
            say(f"把握 → 答对  {sure}   Brier {figures.brier:.2f}", f"Sure → right  {sure}   Brier {figures.brier:.2f}")
        )
    most = max((spent for _, spent in figures.weeks), default=0.0)
    if round(most) > 0:
        signs = [str(round(spent)) if out.plain else _height(spent / most) for _, spent in figures.weeks]
        line = (" " if out.plain else "").join(signs)
        out.line(say(f"最近十二周（分钟）  {line}", f"Last twelve weeks, minutes  {line}"))
    if figures.leeches:
        names = ", ".join(figures.leeches)
        out.line(say(f"错了四次以上：{names}", f"Failed four times or more: {names}"))


def _bar(share: float) -> str:
    eighths = round(share * BAR_COLUMNS * 8)
    return BLOCKS[8] * (eighths // 8) + BLOCKS[eighths % 8].strip()


def _height(share: float) -> str:
    return HEIGHTS[round(share * (len(HEIGHTS) - 1))]
