"""``report-fault``: a prefilled text for an issue tracker.  Nothing is sent; the learner copies it."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING, Annotated

import typer

from drillbank import __version__
from drillbank.cli.out import clean
from drillbank.cli.selection import Json

if TYPE_CHECKING:
    from drillbank.cli.context import Context
    from drillbank.model import Question


def report_fault(
    ctx: typer.Context,
    question_id: Annotated[str, typer.Argument(metavar="ID", help="The question that is wrong.")],
    as_json: Json = False,
) -> None:
    """Print a prefilled fault report about a question, to paste into an issue tracker; nothing is sent."""
    context: Context = ctx.obj
    question = context.bank.get(question_id)
    heading, body = title(question, context), text(question, context)
    if as_json:
        context.out.json({"question": question.id, "title": heading, "body": body})
        return
    context.out.line(clean(heading))
    context.out.line()
    context.out.line(clean(body))


def title(question: Question, ctx: Context) -> str:
    """One line for the issue's title."""
    return f"{question.id}: {question.title.get(ctx.ui)}"


def text(question: Question, ctx: Context) -> str:
    """The issue's body in Markdown: what we know, then what only the reader knows."""
    file = ctx.bank.path(question.id)
    base = next((base for name, base in ctx.bank.roots if name == question.bank), file.parent)
    where = file.relative_to(base) if file.is_relative_to(base) else file.name
    facts = [
        ("question", f"`{question.id}` (rev {question.rev})"),
        ("file", f"`questions/{where}`" if question.shipped else f"`{where}` of an added bank"),
        ("reviewed", question.reviewed or "never"),
        ("sources", "; ".join(f"{ref.id} {ref.where}".strip() for ref in question.sources) or "none"),
        ("drillbank", f"{__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"),
    ]
    asks = [
        ctx.say("哪里不对（请引用原句）", "What is wrong (quote the sentence)"),
        ctx.say("应该是什么", "What it should say"),
        ctx.say("依据（论文、文档或一段能运行的代码）", "What shows it (a paper, documentation, or code that runs)"),
    ]
    if question.kind == "coding":
        asks.append(
            ctx.say(
                "评判有误时：你的代码，以及 `drillbank run` 打印的种子",
                "If the judge is wrong: your code, and the seed that `drillbank run` printed",
            )
        )
    lines = [f"- {name}: {value}" for name, value in facts]
    return "\n".join([*lines, *(f"\n### {ask}\n\n…" for ask in asks)])
