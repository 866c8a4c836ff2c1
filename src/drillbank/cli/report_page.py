"""The weekly report as one page that needs nothing else: SVG drawings, light and dark, a phone's width."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from html import escape

from drillbank.study.plan.ahead import Ahead
from drillbank.study.review_of_week import CALENDAR_WEEKS, WeekReview
from drillbank.study.streak import monday

Say = Callable[[str, str], str]

STYLE = """
:root { color-scheme: light dark; --paper: #fdfcf9; --ink: #1d1f23; --quiet: #5c626b; --line: #d9d7d0;
  --mark: #1f6f6b; --soft: #b9d8d5; --warn: #a4501f; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181b; --ink: #e8e6e1; --quiet: #a2a7ae; --line: #363a40;
  --mark: #6cc5be; --soft: #2c5552; --warn: #eaa272; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 42rem; padding: 1.25rem 1rem 3rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
p { margin: .4rem 0; }
.quiet { color: var(--quiet); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .75rem; margin: 1rem 0; }
.figures div { border-top: 2px solid var(--mark); padding-top: .35rem; }
.figures b { display: block; font-size: 1.5rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.figures span { color: var(--quiet); font-size: .875rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .3rem .5rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: middle; }
th { font-weight: 500; color: var(--quiet); font-size: .875rem; }
td.number, th.number { text-align: right; white-space: nowrap; }
td.bar { width: 34%; }
@media (max-width: 26rem) { .bar { display: none; } }
svg { display: block; width: 100%; height: auto; }
svg text { fill: var(--quiet); font-size: 11px; font-family: inherit; }
"""


def page(review: WeekReview, ahead: Ahead | None, say: Say, topic: Callable[[str], str], lang: str) -> str:
    """The whole document.  ``topic`` names an area; ``lang`` is the document's own language, zh or en."""
    heading = say(f"本周回顾，到 {review.until.isoformat()}", f"The week to {review.until.isoformat()}")
    parts = [
        f"<h1>{escape(heading)}</h1>",
        _summary(review, say),
        _figures(review, ahead, say),
        _section(say("哪些记住了", "What is remembered"), _recall(review, say, topic)),
        _section(say("把握与对错", "How sure, how right"), _calibration(review, say)),
        _section(say("最近十二周", "The last twelve weeks"), _calendar(review, say)),
        _section(say("下周", "Next week"), _next(review, say, topic)),
    ]
    return (
        f'<!doctype html>\n<html lang="{"zh-Hans" if lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>drillbank · {escape(heading)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(part for part in parts if part)
        + "\n</body>\n</html>\n"
    )


def _section(title: str, body: str) -> str:
    return f"<section>\n<h2>{escape(title)}</h2>\n{body}\n</section>" if body else ""


def _summary(review: WeekReview, say: Say) -> str:
    week, before = review.week, review.before
    more = week.minutes - before.minutes
    if before.answers:
        than = say(
            f"比上周{'多' if more >= 0 else '少'} {abs(more):.0f} 分钟",
            f"{abs(more):.0f} min {'more' if more >= 0 else 'less'} than the week before",
        )
    else:
        than = say("上周没有练习", "nothing the week before")
    return f'<p class="quiet">{escape(than)}</p>'


def _figures(review: WeekReview, ahead: Ahead | None, say: Say) -> str:
    week = review.week
    cells = [
        (f"{week.days}/7", say("天", "days")),
        (f"{week.minutes:.0f}", say("分钟", "minutes")),
        (str(week.answers), say("次回答", "answers")),
        (str(week.begun), say("道新题", "new questions")),
    ]
    if review.streak_weeks:
        cells.append((str(review.streak_weeks), say("周连续达标", "weeks in a row")))
    if ahead is not None:
        day = ahead.interview.isoformat()
        cells.append(
            (
                f"{ahead.readiness:.0%}",
                say(
                    f"预计 {day} 记得（{ahead.low:.0%} 到 {ahead.high:.0%}）",
                    f"forecast recall on {day} ({ahead.low:.0%} to {ahead.high:.0%})",
                ),
            )
        )
    if review.if_stopped is not None:
        cells.append((f"{review.if_stopped:.0%}", say("若从今天起停下", "if you stopped today")))
    return (
        '<div class="figures">'
        + "".join(f"<div><b>{escape(value)}</b><span>{escape(name)}</span></div>" for value, name in cells)
        + "</div>"
    )


def _recall(review: WeekReview, say: Say, topic: Callable[[str], str]) -> str:
    if not review.changes:
        return f'<p class="quiet">{escape(say("还没有回答。", "No answers yet."))}</p>'
    heads = (
        say("主题", "topic"),
        say("竖线：一周前", "mark: a week ago"),
        say("记得", "recall"),
        say("一周前", "a week ago"),
        say("问过", "asked"),
    )
    rows = []
    for change in review.changes:
        before = "–" if change.before is None else f"{change.before:.0%}"
        cells = (f"{change.recall:.0%}", before, f"{change.asked}/{change.of}")
        rows.append(
            f'<tr><td>{escape(topic(change.area))}</td><td class="bar">{_bar(change.recall, change.before)}</td>'
            + "".join(f'<td class="number">{escape(cell)}</td>' for cell in cells)
            + "</tr>"
        )
    first, second, *others = heads
    head = f'<th>{escape(first)}</th><th class="bar">{escape(second)}</th>' + "".join(
        f'<th class="number">{escape(name)}</th>' for name in others
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _bar(share: float, before: float | None) -> str:
    tick = "" if before is None else f'<rect x="{before * 100 - 0.5:.1f}" width="1" height="10" fill="var(--ink)"/>'
    return (
        '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" style="height:.6rem">'
        '<rect width="100" height="10" fill="var(--line)"/>'
        f'<rect width="{share * 100:.1f}" height="10" fill="var(--mark)"/>{tick}</svg>'
    )


def _calibration(review: WeekReview, say: Say) -> str:
    if not review.calibration:
        return ""
    left, top, side = 40.0, 10.0, 180.0

    def place(x: float, y: float) -> tuple[float, float]:
        return left + x * side, top + (1 - y) * side

    points = [(entry.confidence / 4, entry.right, entry.answers) for entry in reversed(review.calibration)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(share, right) for share, right, _ in points))
    (x0, y0), (x1, y1) = place(0, 0), place(1, 1)
    dots = []
    for share, right, answers in points:
        x, y = place(share, right)
        label = say(
            f"自称 {share:.0%}，答对 {right:.0%}，{answers} 次",
            f"claimed {share:.0%}, right {right:.0%}, {answers} answers",
        )
        radius = min(9.0, 3 + answers**0.5 / 2)
        circle = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="var(--mark)">'
        dots.append(f"{circle}<title>{escape(label)}</title></circle>")
    marks = "".join(
        f'<text x="{place(share, 0)[0]:.0f}" y="{top + side + 15:.0f}" text-anchor="middle">{share:.0%}</text>'
        f'<text x="{left - 5:.0f}" y="{place(0, share)[1] + 4:.0f}" text-anchor="end">{share:.0%}</text>'
        for share in (0.0, 0.5, 1.0)
    )
    label = say(
        "横轴：自称的把握；纵轴：答对的比例", "across: how sure you said you were; up: how often you were right"
    )
    drawing = (
        f'<svg viewBox="0 0 244 214" role="img" aria-label="{escape(label)}" style="max-width:22rem">'
        f'<rect x="{left}" y="{top}" width="{side}" height="{side}" fill="none" stroke="var(--line)"/>'
        f'<line x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}" stroke="var(--quiet)" stroke-dasharray="3 4"/>'
        f'<polyline points="{path}" fill="none" stroke="var(--soft)" stroke-width="2"/>{"".join(dots)}{marks}</svg>'
    )
    week, before = review.week.brier, review.before.brier
    lines = [f'<p class="quiet">{escape(label)}</p>']
    if week is not None:
        told = f"Brier {week:.2f}" + (
            "" if before is None else say(f"（上周 {before:.2f}）", f" ({before:.2f} the week before)")
        )
        lines.append(f'<p>{escape(told)} <span class="quiet">{escape(say("0 最好", "0 is best"))}</span></p>')
    return drawing + "".join(lines)


def _calendar(review: WeekReview, say: Say) -> str:
    first = monday(review.until) - timedelta(weeks=CALENDAR_WEEKS - 1)
    minutes = {day.day: day.minutes for day in review.calendar}
    most = max(minutes.values(), default=0.0)
    step, cell, left, top = 24, 20, 30, 16
    names = say("一 二 三 四 五 六 日", "Mo Tu We Th Fr Sa Su").split()
    drawn = [f'<text x="0" y="{top + n * step + 15}">{escape(name)}</text>' for n, name in enumerate(names)]
    for week in range(CALENDAR_WEEKS):
        start = first + timedelta(weeks=week)
        if week % 3 == 0:
            drawn.append(f'<text x="{left + week * step}" y="10">{start.month}/{start.day}</text>')
        for weekday in range(7):
            day = start + timedelta(days=weekday)
            if day > review.until:
                continue
            spent = minutes.get(day)
            shade = 0.0 if spent is None else 0.3 + 0.7 * (spent / most if most else 0.0)
            title = f"{day.isoformat()} · {0 if spent is None else round(spent)} {say('分钟', 'min')}"
            drawn.append(
                f'<rect x="{left + week * step}" y="{top + weekday * step}" width="{cell}" height="{cell}" rx="3" '
                f'fill="var(--{"line" if spent is None else "mark"})" fill-opacity="{shade or 1:.2f}">'
                f"<title>{escape(title)}</title></rect>"
            )
    label = say("每天的练习时间，越深越长", "minutes of each day, the darker the longer")
    size = f"0 0 {left + CALENDAR_WEEKS * step} {top + 7 * step}"
    return (
        f'<svg viewBox="{size}" role="img" aria-label="{escape(label)}" style="max-width:26rem">{"".join(drawn)}</svg>'
    )


def _next(review: WeekReview, say: Say, topic: Callable[[str], str]) -> str:
    lines = []
    if review.shift is not None:
        shift = review.shift
        source, target = topic(shift.source), topic(shift.target)
        lines.append(
            say(
                f"建议：每周把约 {shift.minutes:.0f} 分钟从“{source}”移到“{target}”。",
                f"Proposal: move about {shift.minutes:.0f} minutes a week from {source} to {target}.",
            )
        )
    if review.leeches:
        lines.append(
            say("错了四次以上，该拆开、看提示或搁置：", "Failed four times or more; split, take hints or suspend: ")
            + ", ".join(review.leeches)
        )
    if not lines:
        lines.append(say("照计划继续。", "Go on as planned."))
    return "".join(f"<p>{escape(line)}</p>" for line in lines)
