"""``report``: the week that passed, on the screen or as one page."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from drillbank.cli.context import Context
from drillbank.cli.selection import Json
from drillbank.errors import UsageError

if TYPE_CHECKING:
    from drillbank.study.plan.ahead import Ahead
    from drillbank.study.review_of_week import WeekReview


def report(
    ctx: typer.Context,
    html: Annotated[str | None, typer.Option(metavar="F", help="Write one page that needs nothing else.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over an existing file.")] = False,
    as_json: Json = False,
) -> None:
    """The last seven days beside the seven before: what changed, how sure and how right, what to change."""
    from drillbank.cli.studying import opened_store, planned, settings_of
    from drillbank.study.plan import shelf
    from drillbank.study.review_of_week import look_back

    context: Context = ctx.obj
    with opened_store(context) as store:
        settings = planned(context, store, settings_of(context))
        review = look_back(store, context.bank.summaries, settings, context.now())
        ahead = None
        if settings.interview is not None and review.until < settings.interview:
            ahead = shelf.in_force(context.paths.cache, settings, review.until)
    if html is not None:
        _write(context, Path(html).expanduser(), review, ahead, force=force)
    if as_json:
        context.out.json(document(review, ahead))
    elif html is None:
        _show(context, review, ahead)


def document(review: WeekReview, ahead: Ahead | None) -> dict[str, Any]:
    """The JSON of ``report``: shares from 0 to 1."""
    return {
        "until": review.until.isoformat(),
        "week": asdict(review.week),
        "before": asdict(review.before),
        "topics": [
            {"topic": c.area, "asked": c.asked, "of": c.of, "recall": c.recall, "before": c.before}
            for c in review.changes
        ],
        "calibration": [asdict(entry) for entry in review.calibration],
        "leeches": list(review.leeches),
        "shift": None if review.shift is None else asdict(review.shift),
        "streak_weeks": review.streak_weeks,
        "forecast": None if ahead is None else {"date": ahead.interview.isoformat(), "readiness": ahead.readiness},
        "if_stopped": review.if_stopped,
    }


def _write(context: Context, path: Path, review: WeekReview, ahead: Ahead | None, *, force: bool) -> None:
    from drillbank.cli.report_page import page

    text = page(review, ahead, context.say, lambda area: context.bank.topic_title(area, context.ui), context.ui)
    try:
        with path.open("w" if force else "x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(f"{path} is there already; --force writes over it.") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from None
    context.out.talk(context.say(f"已写入 {path}。", f"Written: {path}."))


def _show(context: Context, review: WeekReview, ahead: Ahead | None) -> None:
    from drillbank.cli.page import Page

    say, page = context.say, Page(context.out)
    week, before = review.week, review.before
    page.line(
        say(
            f"到 {review.until.isoformat()} 的一周（括号内是上一周）",
            f"The week to {review.until.isoformat()} (in brackets the week before)",
        )
    )
    page.line(
        say(
            f"{week.days} 天（{before.days}）· {week.minutes:.0f} 分钟（{before.minutes:.0f}）· "
            f"回答 {week.answers} 次（{before.answers}）· 新题 {week.begun}（{before.begun}）",
            f"{week.days} days ({before.days}) · {week.minutes:.0f} min ({before.minutes:.0f}) · "
            f"{week.answers} answers ({before.answers}) · {week.begun} new ({before.begun})",
        )
    )
    if week.brier is not None:
        old = "–" if before.brier is None else f"{before.brier:.2f}"
        page.line(say(f"Brier {week.brier:.2f}（{old}），0 最好", f"Brier {week.brier:.2f} ({old}), 0 is best"))
    if ahead is not None:
        from drillbank.cli.planning import day_name

        stopped = "" if review.if_stopped is None else f"{review.if_stopped:.0%}"
        day = day_name(context, ahead.interview)
        page.line(
            say(
                f"预计 {day}记得 {ahead.readiness:.0%}；若今天停下 {stopped}",
                f"Forecast on {day}: recall {ahead.readiness:.0%}; {stopped} if you stopped today",
            )
        )
    _topics(context, review)
    _proposals(context, review)


def _topics(context: Context, review: WeekReview) -> None:
    from drillbank.cli.width import pad, width

    titles = {change.area: context.bank.topic_title(change.area, context.ui) for change in review.changes}
    room = max((width(title) for title in titles.values()), default=0)
    for change in review.changes:
        before = "" if change.before is None else f" ({change.before:.0%})"
        asked = context.say(f"问过 {change.asked}/{change.of}", f"{change.asked} of {change.of} asked")
        context.out.line(f"  {pad(titles[change.area], room)}  {change.recall:4.0%}{before}  {asked}")


def _proposals(context: Context, review: WeekReview) -> None:
    say, out = context.say, context.out
    if review.shift is not None:
        source, target = (context.bank.topic_title(a, context.ui) for a in (review.shift.source, review.shift.target))
        minutes = f"{review.shift.minutes:.0f}"
        out.line(
            say(
                f"建议：每周约 {minutes} 分钟从“{source}”移到“{target}”",
                f"Proposal: about {minutes} minutes a week from {source} to {target}",
            )
        )
    if review.leeches:
        names = ", ".join(review.leeches)
        out.line(
            say(
                f"错了四次以上：{names}（拆开、看提示，或 suspend）",
                f"Failed four times or more: {names} (split, take hints, or suspend)",
            )
        )
