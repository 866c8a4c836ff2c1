"""A question on the screen: its heading, its prompt, its model answer, what was missed and what comes next."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from drillbank.cli.context import Context
from drillbank.cli.out import clean
from drillbank.cli.page import Page
from drillbank.cli.width import Span
from drillbank.cli.words import texts, title
from drillbank.model import Ask, Business, Coding, KeyPoint, Question, Text, Theory


def heading(ctx: Context, page: Page, question: Question, place: str = "") -> None:
    """``[3/8] title    level 2 · fine-tuning``."""
    topic = clean(ctx.bank.topic_title(question.topic, ctx.ui))
    right = ctx.say(f"难度 {question.level} · {topic}", f"level {question.level} · {topic}")
    left = (*([Span(f"[{place}] ", "dim")] if place else []), Span(clean(title(question.title, ctx.lang)), "strong"))
    page.spread(left, right)


def prompt(ctx: Context, page: Page, question: Question) -> None:
    """The task in the learner's language, with a coding question's examples."""
    bilingual(ctx, page, question.prompt)
    if isinstance(question, Coding) and question.examples:
        page.line(Span(ctx.say("例子", "Examples"), "dim"))
        for example in question.examples:
            page.line(Span(clean(f"{example.call}  ->  {example.gives}"), "code"), lead="    ")
    if isinstance(question, Coding) and question.requires:
        page.line(Span(ctx.say("可以使用 ", "May import ") + ", ".join(question.requires), "dim"))


def bilingual(ctx: Context, page: Page, text: Text, indent: str = "") -> None:
    """A Markdown text in the learner's language, or in both one after the other."""
    for number, body in enumerate(texts(text, ctx.lang)):
        if number:
            page.blank()
        page.markdown(body, indent)


def model_answer(ctx: Context, page: Page, question: Question) -> None:
    """The answer we hold, with its runnable demonstrations and where its claims come from."""
    page.line(Span(ctx.say("参考答案", "Model answer"), "strong"))
    bilingual(ctx, page, question.answer, "  ")
    for block in question.code:
        page.blank()
        page.code(block.run)
        if block.expect:
            page.line(Span(ctx.say("输出", "prints"), "dim"), lead="    ")
            page.code(block.expect)
    if question.code and question.sources:
        page.blank()
    for ref in question.sources:
        source = ctx.bank.sources.get(ref.id)
        cited = f"{source.cite if source else ref.id} {ref.where}".strip()
        page.line(Span(cited, "dim"), lead=ctx.say("  来源  ", "  Source  "))


def missed(ctx: Context, page: Page, points: tuple[KeyPoint, ...], marks: Mapping[str, bool]) -> None:
    """Why each missed point matters, under its number."""
    for number, point in enumerate(points, 1):
        if not marks.get(point.id, False) and point.because:
            for because in texts(point.because, ctx.lang):
                page.line(*page.inline(because), lead=ctx.say(f"为什么 {number}  ", f"Why {number}  "))


def followups(
    question: Theory | Business, marks: Mapping[str, bool], title_of: Callable[[str], Text | None]
) -> list[Ask]:
    """What an interviewer asks next where a point is missing; ``title_of`` looks another question's title up."""
    found = []
    for point in question.points:
        if marks.get(point.id, False) or point.followup is None:
            continue
        if isinstance(point.followup, Ask):
            found.append(point.followup)
        elif (other := title_of(point.followup)) is not None:
            found.append(Ask(other, Text()))
    return found


def ask_next(ctx: Context, page: Page, asks: list[Ask]) -> None:
    """The follow-up questions, without their answers."""
    for ask in asks:
        for text in texts(ask.ask, ctx.lang):
            page.line(*page.inline(text), lead=ctx.say("接着会问  ", "They would ask next  "))


def expected(ctx: Context, page: Page, asks: list[Ask]) -> None:
    """What a good reply to each follow-up holds."""
    for ask in asks:
        for text in texts(ask.expect, ctx.lang):
            page.line(*page.inline(text), lead=ctx.say("好的回答  ", "A good reply  "))
