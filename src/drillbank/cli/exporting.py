"""``export``: the questions as cards, tables, notes, a page or data."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from drillbank.cli.selection import Json, Kinds, Languages, Levels, Topics, Tracks, filters_of
from drillbank.errors import UsageError

if TYPE_CHECKING:
    from drillbank.cli.context import Context
    from drillbank.exchange.anki.progress import CardProgress
    from drillbank.exchange.languages import Langs
    from drillbank.exchange.sources import Citation
    from drillbank.model import Question, Review

DEFAULT_DECK = "drillbank"


@dataclass(slots=True)
class Job:
    """One export as it was asked for."""

    ctx: Context
    questions: list[Question]
    langs: Langs
    target: str
    force: bool
    with_progress: bool
    sub_decks: bool
    deck: str
    obsidian: bool

    def citations(self) -> dict[str, Citation]:
        from drillbank.exchange.sources import Citation

        return {id: Citation(source.cite, source.url) for id, source in self.ctx.bank.sources.items()}

    def area_titles(self) -> dict[str, str]:
        """Area -> its title in the language of the cards."""
        lang = self.langs[0] if len(self.langs) == 1 else self.ctx.ui
        return {q.area: self.ctx.bank.topic_title(q.area, lang) for q in self.questions}


def export(
    ctx: typer.Context,
    format: Annotated[str, typer.Argument(help="anki, csv, tsv, markdown, html or json.", metavar="FORMAT")],
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="The file to write; - is stdout.")] = "",
    kind: Kinds = None,
    topic: Topics = None,
    level: Levels = None,
    track: Tracks = None,
    language: Languages = None,
    text: Annotated[str, typer.Option("--text", help="Only questions in which these words occur.")] = "",
    count: Annotated[int | None, typer.Option("-n", min=1, help="At most so many.")] = None,
    due: Annotated[str, typer.Option("--due", metavar="14d", help="Only what is due within these days.")] = "",
    with_progress: Annotated[bool, typer.Option("--with-progress", help="anki: due dates, memory, reviews.")] = False,
    sub_decks: Annotated[bool, typer.Option("--sub-decks", help="anki: one sub-deck per area.")] = False,
    deck: Annotated[str, typer.Option("--deck", help="anki: the name of the deck.")] = DEFAULT_DECK,
    obsidian: Annotated[
        bool, typer.Option("--obsidian", help="markdown: cards of the spaced-repetition plugin.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
    as_json: Json = False,
) -> None:
    """Write the questions as flashcards: anki, csv, tsv (Quizlet), markdown, html (one page) or json (lossless)."""
    context: Context = ctx.obj
    writer = _writer(format)
    _fitting(
        format,
        {
            "--with-progress": (with_progress, "anki"),
            "--sub-decks": (sub_decks, "anki"),
            "--deck": (deck != DEFAULT_DECK, "anki"),
            "--obsidian": (obsidian, "markdown"),
        },
    )
    if not output:
        raise UsageError(f"Say where to write: `drillbank export {format} -o FILE` (- writes to stdout).")
    if output == "-" and as_json:
        raise UsageError("--json reports on stdout, where -o - writes the export; choose one of them.")
    if output != "-" and not _is_folder(format, output):
        from drillbank.exchange.files import refuse_existing

        refuse_existing(Path(output), force=force)
    from drillbank.exchange.languages import langs_of

    langs = langs_of(context.lang)
    chosen = filters_of(
        context.bank, kinds=kind, topics=topic, levels=level, tracks=track, languages=language, text=text
    )
    wanted = _due_within(context, days_of(due)) if due else (lambda id: True)
    ids = [summary.id for summary in context.bank.select(chosen) if wanted(summary.id)]
    questions = [context.bank.get(id) for id in ids[:count]]
    if not questions:
        raise UsageError("No question passes these filters, so there is nothing to export.")
    job = Job(context, questions, langs, output, force, with_progress, sub_decks, deck, obsidian)
    report = {"format": format, "file": output, "questions": len(questions), **writer(job)}
    if as_json:
        context.out.json(report)
    elif output != "-":
        extra = f", {report['cards']} cards" if "cards" in report else ""
        extra_zh = f"、{report['cards']} 张卡片" if "cards" in report else ""
        context.out.talk(
            context.say(
                f"已写入 {output}：{len(questions)} 道题{extra_zh}。",
                f"Wrote {output}: {len(questions)} questions{extra}.",
            )
        )


def _anki(job: Job) -> dict[str, Any]:
    from drillbank.exchange.anki.identity import guid_of
    from drillbank.exchange.anki.notes import NoteMaker
    from drillbank.exchange.anki.package import Pack, write_package
    from drillbank.exchange.anki.progress import log_rows
    from drillbank.exchange.anki.stamps import dump_ledger, load_ledger, stamped
    from drillbank.exchange.bankfile import write_bytes

    ctx, now = job.ctx, job.ctx.now()
    notes = NoteMaker(job.langs, job.citations()).notes(job.questions)
    remembered = ctx.paths.data / "anki-notes.json"
    ledger = load_ledger(remembered.read_bytes()) if remembered.is_file() else {}
    edited = {q.id: int(ctx.bank.path(q.id).stat().st_mtime) for q in job.questions}
    ledger = stamped(notes, ledger, edited, int(now.timestamp()))
    progress: dict[str, CardProgress] = {}
    reviews: list[Review] = []
    if job.with_progress:
        progress, reviews = _progress(ctx, {question.id for question in job.questions})
    rows = log_rows(reviews)
    pack = Pack(
        notes=notes,
        stamps={guid: stamp.seconds for guid, stamp in ledger.items()},
        now=now,
        deck=job.deck,
        sub_decks=job.area_titles() if job.sub_decks else {},
        progress=progress,
        log=rows,
    )
    _write(job, lambda stream: write_package(pack, stream), binary=True)
    write_bytes(remembered, dump_ledger(ledger))
    report: dict[str, Any] = {"cards": len({guid_of(note.target) for note in notes})}
    if job.with_progress:
        report |= {"with_progress": len(progress), "reviews": len(rows)}
    return report


def _csv(job: Job) -> dict[str, Any]:
    from drillbank.exchange.tables import csv_text

    text = csv_text(job.questions, job.langs)
    # Excel takes a CSV without the mark for the old code page and garbles Chinese; a pipe wants plain UTF-8.
    mark = b"" if job.target == "-" else b"\xef\xbb\xbf"
    _write(job, lambda stream: stream.write(mark + _utf8(text)))
    return {}


def _tsv(job: Job) -> dict[str, Any]:
    from drillbank.exchange.tables import tsv_text

    text = tsv_text(job.questions, job.langs, job.citations())
    _write(job, lambda stream: stream.write(_utf8(text)))
    return {}


def _json(job: Job) -> dict[str, Any]:
    from drillbank.exchange.document import bank_document, dump_json

    document = bank_document(job.questions, job.ctx.bank.topics, job.ctx.bank.sources)
    _write(job, lambda stream: stream.write(dump_json(document)))
    return {}


def _markdown(job: Job) -> dict[str, Any]:
    from drillbank.exchange.bankfile import write_bytes
    from drillbank.exchange.files import refuse_existing
    from drillbank.exchange.markdown import MarkdownCards

    cards = MarkdownCards(job.langs, job.citations(), obsidian=job.obsidian)
    if not _is_folder("markdown", job.target):
        text = cards.document(job.questions, job.area_titles())
        _write(job, lambda stream: stream.write(_utf8(text)))
        return {}
    folder = Path(job.target)
    files = {folder / question.area / f"{question.id}.md": cards.file(question) for question in job.questions}
    for path in files:
        if path.parent.is_dir():
            refuse_existing(path, force=job.force)
    for path, text in files.items():
        write_bytes(path, _utf8(text))
    return {"files": len(files)}


def _html(job: Job) -> dict[str, Any]:
    from drillbank.exchange.webpage import page

    text = page(job.questions, job.langs, job.citations(), _topic_titles(job), job.ctx.ui)
    _write(job, lambda stream: stream.write(_utf8(text)))
    return {}


def _topic_titles(job: Job) -> dict[str, dict[str, str]]:
    bank = job.ctx.bank
    return {
        question.area: {lang: bank.topic_title(question.area, lang) for lang in ("zh", "en")}
        for question in job.questions
    }


WRITERS: Mapping[str, Callable[[Job], dict[str, Any]]] = {
    "anki": _anki,
    "csv": _csv,
    "tsv": _tsv,
    "markdown": _markdown,
    "html": _html,
    "json": _json,
}


def _writer(format: str) -> Callable[[Job], dict[str, Any]]:
    writer = WRITERS.get(format)
    if writer is None:
        from difflib import get_close_matches

        near = get_close_matches(format, list(WRITERS), 1)
        hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(WRITERS)}."
        raise UsageError(f"There is no export format {format!r}. {hint}")
    return writer


def _fitting(format: str, options: Mapping[str, tuple[bool, str]]) -> None:
    for name, (given, wants) in options.items():
        if given and format != wants:
            raise UsageError(f"{name} belongs to `export {wants}`; `export {format}` does not take it.")


def _is_folder(format: str, output: str) -> bool:
    return format == "markdown" and output != "-" and (output.endswith(("/", "\\")) or Path(output).is_dir())


def _write(job: Job, write: Callable[[Any], object], *, binary: bool = False) -> None:
    if job.target != "-":
        from drillbank.exchange.files import written

        with written(Path(job.target), force=job.force) as stream:
            write(stream)
        return
    if binary and sys.stdout.isatty():
        raise UsageError("This format is not text; a terminal cannot show it. Give a file with -o, or pipe it.")
    import io

    whole = io.BytesIO()  # a zip wants to seek, and a pipe cannot
    write(whole)
    sys.stdout.flush()
    sys.stdout.buffer.write(whole.getvalue())
    sys.stdout.buffer.flush()


def _utf8(text: str) -> bytes:
    return text.encode(errors="backslashreplace")  # a lone surrogate from a stranger's file must not stop an export


def _due_within(ctx: Context, days: int) -> Callable[[str], bool]:
    """Whether a question is due at most so many days from now (overdue ones too, never answered ones not)."""
    from datetime import timedelta

    from drillbank.cli.due import due_dates
    from drillbank.study.day import day_of

    dates = due_dates(ctx)
    last = (day_of(ctx.now(), int(ctx.config.get("rollover_hour"))) + timedelta(days=days)).isoformat()
    return lambda id: id in dates and dates[id] <= last


def days_of(word: str) -> int:
    """``14d``, ``14`` or ``2w`` as days.  Raises UsageError for anything else."""
    match = re.fullmatch(r"(\d{1,4})([dw]?)", word.strip())
    if match is None:
        raise UsageError(f"--due takes a number of days like 14d (or weeks like 2w), not {word!r}.")
    return int(match[1]) * (7 if match[2] == "w" else 1)


def _progress(ctx: Context, ids: set[str]) -> tuple[dict[str, CardProgress], list[Review]]:
    """The schedule and the standing reviews of these questions."""
    if not ctx.paths.database.is_file():
        return {}, []
    from drillbank.cli.studying import opened_store
    from drillbank.exchange.anki.progress import CardProgress
    from drillbank.study import schedule

    retention, rollover = float(ctx.config.get("retention")), int(ctx.config.get("rollover_hour"))
    with opened_store(ctx) as store:
        memories = {id: memory for id, memory in store.memories().items() if id in ids}
        reviews = [review for review in store.reviews() if review.question in memories]
    progress = {
        id: CardProgress(
            stability=memory.stability,
            difficulty=memory.difficulty,
            last_review_ms=memory.last_review_ms,
            due=schedule.due_date(memory, retention, rollover),
            reps=memory.reps,
            lapses=memory.lapses,
            retention=retention,
            decay=memory.decay,
        )
        for id, memory in memories.items()
    }
    return progress, reviews
