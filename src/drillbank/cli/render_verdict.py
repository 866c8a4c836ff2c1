"""A code verdict on the screen: what passed, the first failing case in full, the known mistake it looks like."""

from __future__ import annotations

from drillbank.cli import words
from drillbank.cli.context import Context
from drillbank.cli.out import clean
from drillbank.cli.page import Page
from drillbank.cli.width import Span, pad, width
from drillbank.model import Coding, Outcome, TestResult, Verdict

MOST_LINES = 12  # of one value or of the program's output; the rest is named, not shown


def summary(ctx: Context, page: Page, verdict: Verdict) -> None:
    """``✘ wrong answer   4 of 6 tests``."""
    accepted = verdict.outcome is Outcome.ACCEPTED
    sign = Span(page.signs.yes, "good") if accepted else Span(page.signs.no, "bad")
    passed, total = verdict.passed, len(verdict.tests)
    count = ctx.say(f"{total} 个测试通过 {passed} 个", f"{passed} of {total} tests")
    style = "good" if accepted else "bad"
    page.line(sign, Span(" " + words.outcome(verdict.outcome, ctx.ui), style), Span(f"   {count}" if total else ""))


def tests(ctx: Context, page: Page, question: Coding, verdict: Verdict) -> None:
    """Passed tests by name, the first failing one in full, the other failing ones by name, how many did not run."""
    passed = [test.name for test in verdict.tests if test.verdict is Outcome.ACCEPTED]
    failed = [test for test in verdict.tests if test.verdict is not Outcome.ACCEPTED]
    if passed and failed:
        page.put(page.flowing((f"{page.signs.yes} {clean(name)}" for name in passed), "good"))
    if failed:
        _failure(ctx, page, failed[0])
    if failed[1:]:
        others = ", ".join(clean(test.name) for test in failed[1:])
        page.put(
            page.hanging(Span(f"{page.signs.no} ", "bad"), ctx.say(f"也未通过：{others}", f"failed too: {others}"))
        )
    left = len({test.name for test in question.tests} - {test.name for test in verdict.tests})
    if left:
        page.line(Span(f"{page.signs.open} "), ctx.say(f"另有 {left} 个未运行", f"{left} more not run"))


def _failure(ctx: Context, page: Page, test: TestResult) -> None:
    says = words.title(test.says, ctx.lang)
    if test.verdict is not Outcome.WRONG_ANSWER:
        says = words.outcome(test.verdict, ctx.ui) + (f" · {says}" if says else "")
    head = f"{page.signs.no} {clean(test.name)}  "
    if width(head) > page.columns // 2:
        page.line(Span(head.rstrip(), "bad"))
        head = "  "
    page.put(page.hanging(Span(head, "bad"), *(page.inline(says) if says else (test.message,))))
    if says and test.message:
        page.line(_capped(ctx, test.message), lead="    ")
    labels = (
        (ctx.say("输入", "input"), test.input),
        (ctx.say("应为", "expected"), test.expected),
        (ctx.say("你的", "got"), test.got),
    )
    room = max(width(label) for label, _ in labels)
    for label, value in labels:
        if value:
            page.put(page.hanging(Span(f"    {pad(label, room)}  ", "dim"), Span(_capped(ctx, value), "code")))


def diagnosis(ctx: Context, page: Page, verdict: Verdict) -> None:
    """The named mistake whose outputs the answer shares."""
    for found in verdict.diagnosis:
        page.line(
            Span(ctx.say("这像是一个常见错误：", "This looks like a known mistake: ")), Span(found.wrong, "strong")
        )
        for says in words.texts(found.says, ctx.lang):
            page.markdown(says, "  ")


def output(ctx: Context, page: Page, verdict: Verdict) -> None:
    """What the answer printed, and our advice about it."""
    for label, text in (
        (ctx.say("程序输出", "Your program printed"), verdict.stdout),
        (ctx.say("错误输出", "On standard error"), verdict.stderr),
    ):
        if text.strip():
            more = ctx.say("（已截断）", " (cut)") if verdict.truncated else ""
            page.line(Span(label + more, "dim"))
            page.code(_capped(ctx, text.rstrip("\n")))
    for advice in verdict.advice:
        page.put(page.hanging(Span(f"{page.signs.doubt} ", "doubt"), advice))


def footing(ctx: Context, page: Page, verdict: Verdict) -> None:
    """How it was confined, what it cost, and the seed that repeats it."""
    used = f"{verdict.wall_s * 1000:.0f} ms · {verdict.memory_mb:.0f} MB"
    if verdict.layers:
        page.line(
            Span(" ".join(verdict.layers), "dim"), Span(f"   {used}", "dim"), lead=ctx.say("隔离  ", "confined by  ")
        )
    else:
        page.line(Span(used, "dim"))
    if verdict.missing:
        # A layer that is needed and missing would have been JudgeUnavailable.
        optional = ctx.say("（可选）", " (optional)")
        page.line(Span(" ".join(verdict.missing) + optional, "dim"), lead=ctx.say("未启用  ", "without  "))
    page.line(Span(f"seed {verdict.seed}   ({ctx.say('重现', 'repeat with')} --seed {verdict.seed})", "dim"))


def whole(ctx: Context, page: Page, question: Coding, verdict: Verdict) -> None:
    """Everything, as ``run`` shows it."""
    summary(ctx, page, verdict)
    tests(ctx, page, question, verdict)
    diagnosis(ctx, page, verdict)
    output(ctx, page, verdict)
    footing(ctx, page, verdict)


def _capped(ctx: Context, text: str) -> str:
    lines = text.split("\n")
    if len(lines) <= MOST_LINES:
        return text
    left = len(lines) - MOST_LINES
    return "\n".join([*lines[:MOST_LINES], ctx.say(f"……另有 {left} 行", f"… {left} more lines")])
