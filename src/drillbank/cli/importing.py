"""``import``: other people's decks, tables and problem sets into banks of one's own; reviews back from Anki."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from drillbank.cli.selection import Json
from drillbank.errors import BankError, Problem, UsageError

if TYPE_CHECKING:
    from drillbank.cli.context import Context
    from drillbank.model import Question

SHOWN_FAULTS = 20


@dataclass(slots=True)
class Found:
    """What an importer found in a file, before anything is written."""

    questions: list[Question]
    problems: list[Problem]
    name: str  # of the bank under the user's home, where no --into says otherwise
    more: dict[str, Any] = field(default_factory=dict)  # further figures of the report
    companions: Mapping[str, Any] = field(default_factory=dict)  # file name -> plain data beside the questions


def import_(
    ctx: typer.Context,
    format: Annotated[str, typer.Argument(help="humaneval, mbpp, csv, json, anki or anki-reviews.", metavar="FORMAT")],
    file: Annotated[Path, typer.Argument(help="The file to read.")],
    into: Annotated[
        Path | None, typer.Option("--into", metavar="DIR", help="The bank's folder; default: under your home.")
    ] = None,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Import what is sound and leave the rest.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace questions that say something else there.")] = False,
    as_json: Json = False,
) -> None:
    """Read questions into a bank of your own, or reviews made in Anki into your log."""
    context: Context = ctx.obj
    if format not in IMPORTERS and format != "anki-reviews":
        from difflib import get_close_matches

        known = [*IMPORTERS, "anki-reviews"]
        near = get_close_matches(format, known, 1)
        hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(known)}."
        raise UsageError(f"There is no import format {format!r}. {hint}")
    if not file.exists():
        raise UsageError(f"There is no file {file}.")
    if format == "anki-reviews":
        if into is not None:
            raise UsageError("--into belongs to imports of questions; reviews go into your own log.")
        _reviews(context, file, as_json)
        return
    _questions(context, format, file, into, skip_bad, force, as_json)


def _questions(
    ctx: Context, format: str, file: Path, into: Path | None, skip_bad: bool, force: bool, as_json: bool
) -> None:
    from drillbank.exchange.bankfile import shelve, to_yaml, write_file

    found = IMPORTERS[format](ctx, file, into)
    folder = into if into is not None else ctx.paths.data / "banks" / found.name
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; --into takes a folder.")
    questions, already, clashes = _free(ctx, found.questions, folder, str(file), check=into is None)
    strays = _strays(ctx, questions, found, folder, str(file), alone=into is not None, force=force)
    questions = [question for question in questions if question.id not in {stray.field for stray in strays}]
    problems = [*found.problems, *clashes, *strays]
    if problems and not skip_bad:
        raise BankError([*problems[:SHOWN_FAULTS], *_summary(problems, file)])
    if not questions and not already:
        raise BankError([*problems[:SHOWN_FAULTS], Problem(str(file), None, "", "holds no question to import")])
    done = shelve(questions, folder, force=force)
    for name, content in found.companions.items():
        if content and (force or not (folder / name).exists()):
            write_file(folder / name, to_yaml(content))
    report: dict[str, Any] = {
        "format": format,
        "file": str(file),
        "into": str(folder),
        "new": len(done.new),
        "unchanged": len(done.unchanged) + len(already),
        "replaced": len(done.replaced),
        "kept": list(done.kept),
        "skipped": [str(problem) for problem in problems],
        **found.more,
    }
    if as_json:
        ctx.out.json(report)
    else:
        _say(ctx, report)


def _say(ctx: Context, report: Mapping[str, Any]) -> None:
    from drillbank.cli.out import clean

    for line in report["skipped"][:SHOWN_FAULTS]:
        ctx.out.talk(clean(line))
    counts_zh = f"新增 {report['new']}，未变 {report['unchanged']}，替换 {report['replaced']}"
    counts_en = f"{report['new']} new, {report['unchanged']} unchanged, {report['replaced']} replaced"
    if report["kept"]:
        counts_zh += f"，保留你改过的 {len(report['kept'])}（--force 会替换）"
        counts_en += f", {len(report['kept'])} kept as they stand there (--force replaces them)"
    if report["skipped"]:
        counts_zh += f"，跳过 {len(report['skipped'])}"
        counts_en += f", {len(report['skipped'])} left out"
    ctx.out.line(ctx.say(f"已导入 {report['into']}：{counts_zh}。", f"Imported into {report['into']}: {counts_en}."))
    if report.get("ignored_columns"):
        names = ", ".join(clean(name) for name in report["ignored_columns"])
        ctx.out.talk(ctx.say(f"未用到的列：{names}", f"Columns passed over: {names}"))
    if report.get("media"):
        ctx.out.talk(
            ctx.say(
                f"{len(report['media'])} 个媒体文件没有导入，题目里留下了它们的名字。",
                f"{len(report['media'])} media files were not imported; their names stand in the questions.",
            )
        )
    if report["format"] != "json":
        ctx.out.talk(ctx.say("这些题目没有验证过。", "These questions are unproved: their claims were not checked."))


def _free(
    ctx: Context, questions: Iterable[Question], folder: Path, file: str, *, check: bool
) -> tuple[list[Question], list[str], list[Problem]]:
    """Questions whose ids no other loaded bank holds; ids whose question is there already; a problem per clash."""
    if not check:
        return list(questions), [], []
    from drillbank.exchange.document import question_document

    bank = ctx.bank
    free: list[Question] = []
    already: list[str] = []
    clashes: list[Problem] = []
    for question in questions:
        if question.id not in bank:
            if question.id in bank.retired:
                clashes.append(Problem(file, None, question.id, "is a retired id and may not come back"))
            else:
                free.append(question)
            continue
        path = bank.path(question.id)
        if path.resolve().is_relative_to(folder.resolve()):
            free.append(question)
        elif question_document(bank.get(question.id)) == question_document(question):
            already.append(question.id)
        else:
            message = f"is the id of another question ({path}); rename it, or import it --into a folder of its own"
            clashes.append(Problem(file, None, question.id, message))
    return free, already, clashes


def _strays(
    ctx: Context, questions: Sequence[Question], found: Found, folder: Path, file: str, *, alone: bool, force: bool
) -> list[Problem]:
    """A problem per question whose topic the bank there would not know.

    A bank with topics of its own may name no others: such a question would keep every bank from loading.
    """
    from drillbank.bank import layout
    from drillbank.bank.parsing import companion_file
    from drillbank.exchange.document import topics_in, unknown_topics

    path = folder / layout.TOPICS
    new = found.companions.get(layout.TOPICS) or []
    own = companion_file(path, str(path)) if path.is_file() and not (new and force) else new
    if not own:
        return []
    elsewhere = () if alone else (topic for area in ctx.bank.topics.values() for topic in area.topics)
    return unknown_topics(questions, {*topics_in(own), *elsewhere}, file)


def _summary(problems: Sequence[Problem], file: Path) -> list[Problem]:
    more = len(problems) - SHOWN_FAULTS
    also = f"{more} more faults; " if more > 0 else ""
    return [Problem(str(file), None, "", f"{also}nothing was imported (--skip-bad imports what is sound)")]


def _from_csv(ctx: Context, file: Path, into: Path | None) -> Found:
    from drillbank.exchange.rows import MAX_TABLE_BYTES, read_table
    from drillbank.exchange.unpacking import read_text_file
    from drillbank.exchange.wording import bank_name

    name = bank_name(file.stem)
    table = read_table(read_text_file(file, MAX_TABLE_BYTES), str(file), name)
    return Found(list(table.questions), list(table.problems), name, {"ignored_columns": list(table.ignored)})


def _from_json(ctx: Context, file: Path, into: Path | None) -> Found:
    from drillbank.exchange.document import companions_of, load_json, questions_of
    from drillbank.exchange.rows import MAX_TABLE_BYTES
    from drillbank.exchange.unpacking import read_text_file
    from drillbank.exchange.wording import bank_name

    document = load_json(read_text_file(file, MAX_TABLE_BYTES), str(file))
    questions, problems = questions_of(document, str(file))
    topics, sources, faults = companions_of(document, str(file))
    if into is None:  # beside other banks: what they say already is not said again
        topics = [area for area in topics if area["id"] not in ctx.bank.topics]
        sources = {id: entry for id, entry in sources.items() if id not in ctx.bank.sources}
    companions = {"topics.yaml": topics, "sources.yaml": sources}
    return Found(questions, problems + faults, bank_name(file.stem), {}, companions)


def _from_anki(ctx: Context, file: Path, into: Path | None) -> Found:
    from drillbank.exchange.anki import collection, strangers
    from drillbank.exchange.bankfile import question_of
    from drillbank.exchange.wording import bank_name

    name = bank_name(file.stem)
    questions: list[Question] = []
    problems: list[Problem] = []
    media: dict[str, None] = {}
    with collection.opened(file) as opened:
        for imported in strangers.questions(opened, name, file.name):
            media |= dict.fromkeys(imported.media)
            if imported.refused:
                problems.append(Problem(str(file), None, imported.id, imported.refused))
                continue
            try:
                questions.append(question_of(imported.id, "theory", imported.document))
            except BankError as error:
                problems.extend(Problem(str(file), None, imported.id, str(p)) for p in error.problems)
    return Found(questions, problems, name, {"media": list(media)})


def _from_set(format: str) -> Callable[[Context, Path, Path | None], Found]:
    def importer(ctx: Context, file: Path, into: Path | None) -> Found:
        from drillbank.exchange.bankfile import question_of
        from drillbank.exchange.problem_sets import read_set

        questions: list[Question] = []
        problems: list[Problem] = []
        for task in read_set(file, format):
            if task.refused:
                problems.append(Problem(str(file), task.line, "", task.refused))
                continue
            try:
                questions.append(question_of(task.id, "coding", task.document))
            except BankError as error:
                problems.extend(Problem(str(file), task.line, p.field, p.message) for p in error.problems)
        return Found(questions, problems, format)

    return importer


IMPORTERS: Mapping[str, Callable[[Any, Path, Path | None], Found]] = {
    "humaneval": _from_set("humaneval"),
    "mbpp": _from_set("mbpp"),
    "csv": _from_csv,
    "json": _from_json,
    "anki": _from_anki,
}


def _reviews(ctx: Context, file: Path, as_json: bool) -> None:
    from datetime import datetime, timedelta

    from drillbank.cli.studying import opened_store
    from drillbank.exchange.anki import collection
    from drillbank.exchange.anki.answered import incoming

    def points_of(id: str) -> frozenset[str]:
        return frozenset(point.id for point in getattr(ctx.bank.get(id), "points", ()))

    def offset_of(at_ms: int) -> int:
        """Of this machine's zone at that moment: Anki does not say where the phone was."""
        offset = datetime.fromtimestamp(at_ms / 1000).astimezone().utcoffset() or timedelta(0)
        return round(offset.total_seconds() / 60)

    bank = ctx.bank
    with collection.opened(file) as opened, opened_store(ctx) as store:
        known = {
            (str(q), int(ms)) for q, ms in store.query("SELECT question, answered_at FROM reviews WHERE voids IS NULL")
        }
        result = incoming(
            opened.reviews(),
            bank.summaries,
            points_of,
            known,
            now_ms=int(ctx.now().timestamp() * 1000),
            offset_of=offset_of,
            device=store.device,
        )
        new, _ = store.merge(result.reviews, ())
    report = {
        "format": "anki-reviews",
        "file": str(file),
        "new": new,
        "known": result.known + len(result.reviews) - new,
        "unknown_notes": result.unknown_notes,
        "unknown_reviews": result.unknown_reviews,
        "unrated": result.unrated,
        "from_the_future": result.from_the_future,
    }
    if as_json:
        ctx.out.json(report)
        return
    ctx.out.line(
        ctx.say(
            f"新增复习记录 {new} 条；{report['known']} 条已有；{result.unknown_reviews} 条属于 "
            f"{result.unknown_notes} 张不认识的笔记；{result.unrated} 条没有评分。",
            f"{new} new reviews; {report['known']} known already; {result.unknown_reviews} of "
            f"{result.unknown_notes} unknown notes; {result.unrated} without a rating.",
        )
    )
    if result.from_the_future:
        ctx.out.talk(
            ctx.say(
                f"{result.from_the_future} 条的时间在未来，没有导入：检查那台设备的时钟。",
                f"{result.from_the_future} are dated in the future and were left out: check that device's clock.",
            )
        )
