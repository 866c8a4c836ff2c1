"""``run``: grade one file against one question; records nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from drillbank.cli.context import Context
from drillbank.cli.exit import Exit
from drillbank.errors import UsageError

MOST_BYTES = 1_000_000


def run(
    ctx: typer.Context,
    question: Annotated[str, typer.Argument(metavar="ID", help="The coding question.")],
    file: Annotated[str, typer.Argument(metavar="FILE", help="The answer; - reads stdin.")],
    json: Annotated[bool, typer.Option("--json", help="The verdict as one JSON document.")] = False,
    seed: Annotated[int | None, typer.Option(help="Repeat the inputs of an earlier run.", min=0)] = None,
) -> None:
    """Grade one file. Exit code: 0 accepted, 1 not, 2 no such question or file, 3 no judge."""
    raise typer.Exit(_run(ctx.obj, question, file, as_json=json, seed=seed))


def _run(ctx: Context, question_id: str, file: str, *, as_json: bool, seed: int | None) -> int:
    from drillbank.cli.studying import scratch_of
    from drillbank.grading.judge import Judge
    from drillbank.model import Coding, Outcome

    question = ctx.bank.get(question_id)
    if not isinstance(question, Coding):
        raise UsageError(f"{question_id} is a {question.kind} question, not code; `drillbank quiz` asks it.")
    code = read_answer(file)
    with Judge.open(scratch_of(ctx)) as judge:
        verdict = judge.grade(question, code, seed=seed, lang=ctx.ui)
    if as_json:
        from drillbank.grading.document import verdict_document

        ctx.out.json(verdict_document(verdict, ctx.ui))
    else:
        from drillbank.cli import render_verdict
        from drillbank.cli.page import Page

        render_verdict.whole(ctx, Page(ctx.out), question, verdict)
    if verdict.outcome is Outcome.JUDGE_ERROR:
        return Exit.NO_JUDGE
    return Exit.OK if verdict.outcome is Outcome.ACCEPTED else Exit.NOT_ACCEPTED


def read_answer(file: str) -> str:
    """The text of an answer's file, or of stdin for ``-``; raises UsageError where it cannot be one."""
    name = "stdin" if file == "-" else file
    try:
        if file == "-":
            raw = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(file).open("rb") as stream:
                raw = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error.strerror}.") from None
    if len(raw) > MOST_BYTES:
        raise UsageError(f"{name} is larger than {MOST_BYTES:,} bytes; an answer is a short file.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is not UTF-8 (byte {error.start}); save it as UTF-8.") from None
