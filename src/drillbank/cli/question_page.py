"""``show``: one question as a page to read, with the answer and everything that backs it if wanted."""

from __future__ import annotations

from drillbank.cli import markdown, proof_line, render_question
from drillbank.cli.context import Context
from drillbank.cli.out import clean
from drillbank.cli.page import Page
from drillbank.cli.width import Span, width
from drillbank.cli.words import texts, title
from drillbank.model import Business, Coding, Flag, Question, Text, Theory


def show(ctx: Context, question: Question, *, answer: bool) -> None:
    """Heading, prompt and starter; with ``answer`` also model answer, key points, sources and errata."""
    page = Page(ctx.out)
    render_question.heading(ctx, page, question)
    page.line(Span(_facts(ctx, question), "dim"))
    if isinstance(question, Coding):
        page.line(Span(proof_line.of(ctx, question), "dim"))
    page.rule()
    render_question.prompt(ctx, page, question)
    if isinstance(question, Coding) and question.given:
        _section(ctx, page, "已给出的代码", "Given code")
        page.code(question.given)
    if isinstance(question, Coding) and question.starter:
        _section(ctx, page, "从这里开始", "Starter")
        page.code(question.starter)
    if question.related:
        page.blank()
        page.line(", ".join(question.related), lead=ctx.say("相关题目  ", "Related  "))
    if answer:
        _answer(ctx, page, question)


def _facts(ctx: Context, question: Question) -> str:
    kind = {"theory": ("理论", "theory"), "business": ("业务", "business"), "coding": ("编程", "coding")}[question.kind]
    minutes = f"{question.minutes:g}"
    topic = title_of_topic(ctx, question.topic)
    return f"{question.id} · {ctx.say(*kind)} · {topic} · {ctx.say(f'{minutes} 分钟', f'{minutes} min')}"


def title_of_topic(ctx: Context, topic: str) -> str:
    """``Inference · KV cache`` for ``inference/kv-cache``, in the screen's language."""
    area, _, leaf = topic.partition("/")
    names = [ctx.bank.topic_title(area, ctx.ui)]
    if leaf:
        names.append(ctx.bank.topic_title(topic, ctx.ui).rpartition("/")[2])
    return clean(" / ".join(names))


def _section(ctx: Context, page: Page, zh: str, en: str) -> None:
    page.blank()
    page.line(Span(ctx.say(zh, en), "strong"))


def _answer(ctx: Context, page: Page, question: Question) -> None:
    _section(ctx, page, "参考答案", "Model answer")
    render_question.bilingual(ctx, page, question.answer)
    for block in question.code:
        page.blank()
        page.code(block.run)
        if block.expect:
            page.line(Span(ctx.say("输出", "prints"), "dim"), lead="    ")
            page.code(block.expect)
    if isinstance(question, Coding):
        _solution(ctx, page, question)
    else:
        _points(ctx, page, question)
    if isinstance(question, Business):
        _business(ctx, page, question)
    _sources(ctx, page, question)
    _errata(ctx, page, question)


def _solution(ctx: Context, page: Page, question: Coding) -> None:
    _section(ctx, page, "参考代码", "Solution")
    page.code(question.solution)
    if question.wrong:
        _section(ctx, page, "常见错误", "Known mistakes")
        for wrong in question.wrong:
            _bullet(ctx, page, wrong.says or Text(en=wrong.id), Span("- "))


def _points(ctx: Context, page: Page, question: Theory | Business) -> None:
    if not question.points:
        return
    _section(ctx, page, "得分点", "Key points")
    for point in question.points:
        mark = ctx.say("核心 ", "core ") if point.core else ""
        _bullet(ctx, page, point.claim, Span(f"{page.signs.open} {mark}", "strong" if point.core else ""))
        _bullet(ctx, page, point.because, Span(ctx.say("    因为 ", "    why  ")))


def _bullet(ctx: Context, page: Page, text: Text, lead: Span) -> None:
    for number, body in enumerate(texts(text, ctx.lang)):
        spans = markdown.inline(body, ticks=not page.out.colour)
        page.put(page.hanging(Span(" " * width(lead.text)) if number else lead, *spans))


def _business(ctx: Context, page: Page, question: Business) -> None:
    if question.dimensions:
        _section(ctx, page, "评分维度", "Dimensions")
        for dimension in question.dimensions:
            page.line(Span(title(dimension.title, ctx.lang), "strong"))
            for level, anchor in dimension.anchors.items():
                _bullet(ctx, page, anchor, Span(f"  {level}  "))
    _flags(ctx, page, question.must_haves, "必须有", "Must have")
    _flags(ctx, page, question.red_flags, "红线", "Red flags")
    if question.curveballs:
        _section(ctx, page, "追问", "Curveballs")
        for ball in question.curveballs:
            _bullet(ctx, page, ball.ask, Span("? "))
            _bullet(ctx, page, ball.expect, Span("  "))
    if question.estimate is not None:
        _section(ctx, page, "估算", "Estimate")
        page.line(Span(clean(f"{question.estimate.expr}  [{question.estimate.unit}]"), "code"), lead="  ")


def _flags(ctx: Context, page: Page, flags: tuple[Flag, ...], zh: str, en: str) -> None:
    if flags:
        _section(ctx, page, zh, en)
        for flag in flags:
            _bullet(ctx, page, flag.says, Span("- "))


def _sources(ctx: Context, page: Page, question: Question) -> None:
    if not question.sources:
        return
    _section(ctx, page, "来源", "Sources")
    known = ctx.bank.sources
    for ref in question.sources:
        source = known.get(ref.id)
        cited = ref.id if source is None else source.cite
        page.line(f"{cited}{', ' + ref.where if ref.where else ''}", lead="- ")
        if source is not None and source.url:
            page.line(Span(source.url, "dim"), lead="  ")
    if question.reviewed:
        until = ctx.say(f"，有效至 {question.review_by}", f", good until {question.review_by}")
        page.line(
            Span(ctx.say("核对于 ", "Checked ") + question.reviewed + (until if question.review_by else ""), "dim")
        )


def _errata(ctx: Context, page: Page, question: Question) -> None:
    if not question.errata:
        return
    _section(ctx, page, "勘误", "Errata")
    for erratum in question.errata:
        _bullet(ctx, page, erratum.was, Span(f"{page.signs.no} ", "bad"))
        _bullet(ctx, page, erratum.now, Span(f"{page.signs.yes} ", "good"))
