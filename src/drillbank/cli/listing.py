"""``list``, ``search`` and ``show``: browse the bank."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from drillbank.cli.selection import Json, Kinds, Languages, Levels, Topics, Tracks, filters_of

if TYPE_CHECKING:
    from drillbank.cli.context import Context
    from drillbank.model import Summary

SEARCH_LIMIT = 50
TITLE_LEAST = 12  # columns; below it a title is not cut but wraps as the terminal likes


def list_questions(
    ctx: typer.Context,
    kind: Kinds = None,
    topic: Topics = None,
    level: Levels = None,
    track: Tracks = None,
    language: Languages = None,
    as_json: Json = False,
) -> None:
    """List the questions of the loaded banks."""
    context: Context = ctx.obj
    bank = context.bank
    chosen = filters_of(bank, kinds=kind, topics=topic, levels=level, tracks=track, languages=language)
    _print(context, bank.select(chosen), as_json)


def search(
    ctx: typer.Context,
    text: Annotated[list[str], typer.Argument(help="Words that all have to occur; 显存 finds 显存.")],
    kind: Kinds = None,
    topic: Topics = None,
    level: Levels = None,
    track: Tracks = None,
    language: Languages = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")] = SEARCH_LIMIT,
    as_json: Json = False,
) -> None:
    """Find questions by words in title, prompt, answer or key points."""
    context: Context = ctx.obj
    bank = context.bank
    words = " ".join(text)
    if not words.strip():
        from drillbank.errors import UsageError

        raise UsageError("search needs a word to look for, as in `drillbank search 显存`.")
    chosen = filters_of(bank, kinds=kind, topics=topic, levels=level, tracks=track, languages=language, text=words)
    _print(context, bank.select(chosen)[:limit], as_json)


def show(
    ctx: typer.Context,
    question_id: Annotated[str, typer.Argument(metavar="ID", help="The id of a question, as `list` shows it.")],
    answer: Annotated[
        bool, typer.Option("--answer", help="Also the model answer, key points, sources, errata.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show one question."""
    context: Context = ctx.obj
    question = context.bank.get(question_id)
    if as_json:
        from drillbank.cli import proof_line, question_json
        from drillbank.model import Coding

        document = question_json.document(question, context.bank, context.lang, answer=answer)
        if isinstance(question, Coding):
            document["proof"] = proof_line.document(context, question)
        context.out.json(document)
        return
    from drillbank.cli import corrections, question_page

    corrections.show_once(context, question)
    question_page.show(context, question, answer=answer)


def summary_document(summary: Summary, lang: str, due: str | None) -> dict[str, Any]:
    """One element of ``list --json``."""
    from drillbank.cli.words import title

    return {
        "id": summary.id,
        "kind": summary.kind,
        "topic": summary.topic,
        "level": summary.level,
        "minutes": summary.minutes,
        "title": title(summary.title, lang),
        "due": due,
    }


def _print(context: Context, found: Sequence[Summary], as_json: bool) -> None:
    from drillbank.cli.due import due_dates

    due = due_dates(context)
    if as_json:
        context.out.json([summary_document(s, context.lang, due.get(s.id)) for s in found])
    elif not found:
        context.out.talk(context.say("没有符合条件的题目。", "No question fits."))
    else:
        _table(context, found, due.get)


def _table(context: Context, found: Sequence[Summary], due_of: Any) -> None:
    from drillbank.cli.out import clean
    from drillbank.cli.page import Page
    from drillbank.cli.width import Span, cut, pad, width
    from drillbank.cli.words import title

    page = Page(context.out)
    rows = [(clean(s.id), s.kind, str(s.level), due_of(s.id) or "", clean(title(s.title, context.lang))) for s in found]
    widths = [max(width(row[column]) for row in rows) for column in range(4)]
    room = page.columns - sum(widths) - 2 * sum(size > 0 for size in widths)
    for row in rows:
        *cells, last = row
        spans = [
            Span(pad(cell, size) + "  ", style)
            for cell, size, style in zip(cells, widths, ("code", "dim", "", "dim"), strict=True)
            if size
        ]
        fits = context.out.plain or room < TITLE_LEAST
        page.put([(*spans, Span(last if fits else cut(last, room)))])
