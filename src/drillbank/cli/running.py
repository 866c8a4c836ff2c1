"""``run``: grade one file against one question; records nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drillbank.cli.context import Context
from drillbank.cli.exit import Exit
from drillbank.errors import UsageError

if TYPE_CHECKING:
    from drillbank.model import Coding

MOST_BYTES = 1_000_000


def run(
    ctx: typer.Context,
    question: Annotated[str, typer.Argument(metavar="ID", help="The coding question.")],
    file: Annotated[str, typer.Argument(metavar="FILE", help="The answer; - reads stdin.")],
    json: Annotated[bool, typer.Option("--json", help="The verdict as one JSON document.")] = False,
    seed: Annotated[int | None, typer.Option(help="Repeat the inputs of an earlier run.", min=0)] = None,
    unsafe: Annotated[
        bool, typer.Option("--unsafe", help="Run your own file without the layers that are missing.")
    ] = False,
) -> None:
    """Grade one file. Exit code: 0 accepted, 1 not, 2 no such question or file, 3 no judge."""
    raise typer.Exit(_run(ctx.obj, question, file, as_json=json, seed=seed, unsafe=unsafe))


def _run(ctx: Context, question_id: str, file: str, *, as_json: bool, seed: int | None, unsafe: bool) -> int:
    from drillbank.cli.studying import packages_of, scratch_of
    from drillbank.grading.judge import Judge
    from drillbank.model import Coding, Outcome

    question = ctx.bank.get(question_id)
    if not isinstance(question, Coding):
        raise UsageError(f"{question_id} is a {question.kind} question, not code; `drillbank quiz` asks it.")
    code = read_answer(file)
    off = _missing_layers(ctx, question) if unsafe else frozenset()
    with Judge.open(scratch_of(ctx), off=off, packages=packages_of(ctx)) as judge:
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


def _missing_layers(ctx: Context, question: Coding) -> frozenset[str]:
    """The needed layers that this machine refuses, found one by one; says each time what runs without them.

    Raises JudgeUnavailable where it is no layer that is missing.
    """
    from drillbank.cli.studying import packages_of, scratch_of
    from drillbank.errors import JudgeUnavailable
    from drillbank.grading.judge import Judge
    from drillbank.sandbox.confine import NEEDED

    off: frozenset[str] = frozenset()
    while True:
        try:
            with Judge.open(scratch_of(ctx), off=off, packages=packages_of(ctx)) as judge:
                judge.layers(question)
        except JudgeUnavailable as error:
            named = next((layer for layer in NEEDED if repr(layer) in error.missing and layer not in off), None)
            if named is None:
                raise
            off |= {named}
            continue
        if off:
            layers = ", ".join(sorted(off))
            zh = f"--unsafe：没有 {layers} 的隔离，这段代码可以做你能做的事；只用于你自己的文件。"
            en = f"--unsafe: without {layers} this code can do what you can do; for your own file only."
            ctx.out.talk(ctx.say(zh, en))
        return off


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
