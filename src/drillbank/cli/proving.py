"""``bank prove`` and ``bank coverage``: whether a bank keeps its word, and what it covers."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from drillbank.cli.authoring import count, roots_of, shown
from drillbank.cli.exit import Exit
from drillbank.cli.out import clean
from drillbank.cli.selection import Json
from drillbank.errors import BankError, UsageError

if TYPE_CHECKING:
    from drillbank.audit.coverage import Coverage
    from drillbank.audit.proof import Proof
    from drillbank.bank import Bank
    from drillbank.cli.context import Context
    from drillbank.model import Question

BAR_CELLS = 20


def prove(
    ctx: typer.Context,
    target: Annotated[
        str | None, typer.Argument(metavar="[PATH|ID]", help="A bank, a folder, a file or an id; default: all.")
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, max=256, help="Programs at once; default: one per core.")] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Prove again what was proved before.")] = False,
    record: Annotated[bool, typer.Option("--record", help="Write proofs.json beside the questions.")] = False,
    as_json: Json = False,
) -> None:
    """Prove questions by running them: solutions, mistakes, mutants, examples, code; exit 1 where a fault is found."""
    context: Context = ctx.obj
    try:
        bank, questions = _chosen(context, target)
    except BankError as error:
        _schema_faults(context, error, as_json=as_json)
        raise typer.Exit(Exit.NOT_ACCEPTED) from None
    proofs = _proofs(context, bank, questions, jobs or os.cpu_count() or 1, fresh=fresh, talk=not as_json)
    if record:
        _record(context, bank, proofs)
    from drillbank.audit.proof import killed_enough, summary

    document = summary(proofs)
    enough = killed_enough(document["mutants_killed"], document["mutants"])
    if as_json:
        context.out.json(document)
    else:
        if len(questions) == 1 and proofs[0].matrix.tests:
            from drillbank.cli import kill_matrix
            from drillbank.cli.page import Page

            context.out.line()
            kill_matrix.show(context, Page(context.out), proofs[0].matrix)
        _totals(context, document, len(proofs), enough=enough)
    if document["faults"] or not enough:
        raise typer.Exit(Exit.NOT_ACCEPTED)


def coverage(
    ctx: typer.Context,
    seed: Annotated[
        bool, typer.Option("--seed", help="Where each promised item stands; exit 1 if one is missing.")
    ] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="The page docs/bank.md of the documentation.")] = False,
    as_json: Json = False,
) -> None:
    """Show what the bank covers, area by kind and language, with the gaps."""
    context: Context = ctx.obj
    if seed:
        _seed(context, as_json=as_json)
        return
    from drillbank.audit import coverage as covering

    found = covering.coverage(context.bank)
    if as_json:
        context.out.json(covering.document(found))
    elif markdown:
        from drillbank.audit import totals

        context.out.stdout.write(totals.page(context.bank, found))
    else:
        _coverage_table(context, found)


# ------------------------------------------------------------------------------------------ what to prove


def _chosen(context: Context, target: str | None) -> tuple[Bank, list[Question]]:
    """The bank and the questions of it that hold something to run; raises BankError where it does not load."""
    from drillbank import bank as banks
    from drillbank.bank import layout

    path = Path(target) if target is not None and (os.sep in target or Path(target).exists()) else None
    if target is not None and path is None:
        question = context.bank.get(target)
        return context.bank, [question]
    roots, only = roots_of(context, path)
    for _, folder in roots:
        try:
            layout.locate(folder)
        except BankError as error:
            raise UsageError(str(error)) from None
    bank = banks.load(roots, cache_dir=context.paths.cache)
    questions = [question for question in bank if _runs(question)]
    if only is not None:
        inside = only.resolve()
        questions = [question for question in questions if bank.path(question.id).resolve().is_relative_to(inside)]
    if target is not None and not questions:
        raise UsageError(f"{target} holds nothing that could be run: no coding question, no code in an answer.")
    return bank, questions


def _runs(question: Question) -> bool:
    return question.kind == "coding" or bool(question.code) or getattr(question, "estimate", None) is not None


def _proofs(
    context: Context, bank: Bank, questions: Sequence[Question], jobs: int, *, fresh: bool, talk: bool
) -> list[Proof]:
    """Prove one question after the other, the programs of each side by side; every proof is kept at once."""
    from concurrent.futures import ThreadPoolExecutor

    from drillbank.audit.proof_cache import ProofCache, needs
    from drillbank.audit.prove import prove as prove_one
    from drillbank.cli.studying import packages_of, scratch_of
    from drillbank.grading.judge import Judge

    cache = ProofCache(context.paths.cache)
    proofs: list[Proof] = []
    with (
        _bar(context, len(questions)) as bar,
        Judge.open(scratch_of(context), jobs=jobs, packages=packages_of(context)) as judge,
        ThreadPoolExecutor(judge.jobs) as pool,
    ):
        for number, question in enumerate(questions):
            started = time.monotonic()
            file, requires = bank.path(question.id), needs(question)
            proof = None if fresh else cache.get(question.id, file, requires)
            remembered = proof is not None
            if proof is None:
                bar.at(number, question.id)
                proof = prove_one(question, judge, pool, bar.step)
                _keep(context, cache, proof, file, requires)
            bar.clear()
            proofs.append(proof)
            if talk:
                _report(context, proof, file, None if remembered else time.monotonic() - started)
            elif not bar.moving:
                context.out.talk(f"[{number + 1}/{len(questions)}] {question.id}")
    return proofs


def _keep(context: Context, cache: Any, proof: Proof, file: Path, requires: Sequence[str]) -> None:
    try:
        cache.put(proof, file, requires)
    except OSError as error:
        context.out.talk(f"drillbank: the proof of {proof.question} cannot be kept: {error.strerror}")


def _record(context: Context, bank: Bank, proofs: Sequence[Proof]) -> None:
    """Write what holds now beside the questions of each bank that was proved."""
    from drillbank.audit import record

    for name, base in bank.roots:
        mine = [proof for proof in proofs if proof.kind == "coding" and bank.get(proof.question).bank == name]
        if not mine:
            continue
        entries = {id: entry for id, entry in record.read(base).items() if id in bank}
        for proof in mine:
            if proof.skipped and not record.stale(entries, [(proof.question, bank.path(proof.question))]):
                continue  # proved as it stands by somebody whose machine has what it needs
            entries.pop(proof.question, None)
            if proof.holds:
                entries[proof.question] = record.Entry.of(proof, bank.path(proof.question))
        context.out.talk(f"Wrote {shown(str(record.write(base, entries)))}: {count(len(entries), 'proof')}.")


# ----------------------------------------------------------------------------------------------- progress


class _Bar:
    """A bar on stderr where a person looks at it; silent elsewhere."""

    def __init__(self, context: Context, total: int) -> None:
        self.stream = context.out.stderr
        self.moving = not context.out.plain and self.stream.isatty()
        self.total = max(1, total)
        self.number, self.name = 0, ""

    def at(self, number: int, name: str) -> None:
        self.number, self.name = number, name
        self.step(0, 1)

    def step(self, done: int, total: int) -> None:
        if self.moving:
            cells = BAR_CELLS * self.number // self.total
            bar = "█" * cells + "·" * (BAR_CELLS - cells)
            self.stream.write(f"\r{bar} {self.number + 1}/{self.total} {self.name} {done}/{total}\x1b[K")
            self.stream.flush()

    def clear(self) -> None:
        if self.moving:
            self.stream.write("\r\x1b[K")
            self.stream.flush()


@contextmanager
def _bar(context: Context, total: int) -> Iterator[_Bar]:
    bar = _Bar(context, total)
    try:
        yield bar
    finally:
        bar.clear()


# ------------------------------------------------------------------------------------------------- words


def _report(context: Context, proof: Proof, file: Path, seconds: float | None) -> None:
    """One line for the question, one for each fault and remark."""
    took = "remembered" if seconds is None else f"{seconds:.1f} s"
    state = "skipped" if proof.skipped else "proved" if proof.holds else count(len(proof.faults), "fault")
    what = [proof.skipped] if proof.skipped else _counts(proof)
    context.out.line(clean(f"{proof.question}: {state} · {' · '.join([*what, took])}"))
    for fault in proof.faults:
        context.out.line(clean(f"  {shown(str(file))}: {fault.what}: {fault.message}"))
    for remark in proof.remarks:
        context.out.line(clean(f"  note: {remark}"))
    context.out.stdout.flush()


def _counts(proof: Proof) -> list[str]:
    pairs = [
        ("mistakes", proof.wrong_rejected, proof.wrong),
        ("alternatives", proof.alternatives_accepted, proof.alternatives),
        ("mutants", proof.mutants_killed, proof.mutants),
        ("examples", proof.examples_right, proof.examples),
        ("code blocks", proof.demonstrations_right, proof.demonstrations),
        ("estimates", proof.estimates_plausible, proof.estimates),
    ]
    tests = [count(proof.tests, "test")] if proof.kind == "coding" else []
    return tests + [f"{right}/{total} {noun}" for noun, right, total in pairs if total]


def _totals(context: Context, document: dict[str, Any], looked_at: int, *, enough: bool) -> None:
    killed, mutants = document["mutants_killed"], document["mutants"]
    rate = f" ({100 * killed / mutants:.1f} %)" if mutants else ""
    faults, skipped = len(document["faults"]), len(document["skipped"])
    parts = [
        f"{count(looked_at, 'question')}, {document['questions']} with tests: {count(faults, 'fault')}",
        f"{document['wrong_rejected']}/{document['wrong']} mistakes rejected, {document['wrong_named']} by name",
        f"{killed}/{mutants} mutants killed{rate}",
    ]
    if skipped:
        parts.append(f"{skipped} skipped")
    if not enough:
        parts.append("at least 95 % of the mutants must be killed")
    context.out.talk(" · ".join(parts))


def _schema_faults(context: Context, error: BankError, *, as_json: bool) -> None:
    if as_json:
        from drillbank.audit.proof import summary

        faults = [{"question": "", "what": "schema", "message": str(problem)} for problem in error.problems]
        context.out.json({**summary([]), "faults": faults})
        return
    for problem in error.problems:
        context.out.line(clean(str(problem._replace(path=shown(problem.path)))))
    context.out.talk(f"The bank does not load: {count(len(error.problems), 'fault')}.")


# ---------------------------------------------------------------------------------------------- coverage


def _coverage_table(context: Context, found: Coverage) -> None:
    from drillbank.cli.page import Page
    from drillbank.cli.width import Span, pad, width

    head = ["", "theory", "business", *found.languages, "zh", "en", "topics"]
    rows = [
        [
            clean(row.area),
            *(_number(n) for n in (row.theory, row.business, *(row.code.get(x, 0) for x in found.languages))),
            *(_number(n) for n in row.texts.values()),
            f"{row.leaves - len(row.empty_leaves)}/{row.leaves}",
        ]
        for row in found.rows
    ]
    code = [sum(row.code.get(language, 0) for row in found.rows) for language in found.languages]
    texts = [sum(row.texts[lang] for row in found.rows) for lang in ("zh", "en")]
    covered = sum(row.leaves - len(row.empty_leaves) for row in found.rows)
    sums = [found.total("theory"), found.total("business"), *code, *texts]
    rows.append(["all", *map(str, sums), f"{covered}/{found.total('leaves')}"])
    widths = [max(width(line[column]) for line in (head, *rows)) for column in range(len(head))]
    page = Page(context.out)
    for index, line in enumerate((head, *rows)):
        cells = [pad(line[0], widths[0])]
        cells += [" " * (size - width(cell)) + cell for cell, size in zip(line[1:], widths[1:], strict=True)]
        page.put([(Span("  ".join(cells), "dim" if index == 0 else ""),)])
    for row in found.rows:
        if row.gaps:
            page.line(f"{clean(row.area)}: no {' and no '.join(row.gaps)} question", lead=context.say("缺 ", "gap  "))
    if found.unproved:
        page.line(", ".join(map(clean, found.unproved)), lead=context.say("未证明  ", "not proved as they stand  "))


def _number(number: int) -> str:
    return str(number) if number else "·"


def _seed(context: Context, *, as_json: bool) -> None:
    from drillbank.audit.seed import seed_items

    items = seed_items(context.bank)
    missing = [item for item in items if item.missing]
    if as_json:
        rows = [{"item": i.number, "what": i.item, "at": list(i.at), "missing": i.missing or None} for i in items]
        context.out.json({"items": len(items), "missing": len(missing), "rows": rows})
    else:
        for item in items:
            state = f"MISSING: {item.missing}" if item.missing else ", ".join(item.at)
            context.out.line(clean(f"{item.number:2}  {item.item}{'  ' if item.item else ''}{state}"))
        context.out.talk(f"{count(len(items), 'item')}, {len(missing)} missing")
    if missing:
        raise typer.Exit(Exit.NOT_ACCEPTED)
