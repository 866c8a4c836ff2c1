"""``grade``: a file of answers in, a line of verdict for each out; resumable; records nothing."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Annotated

import typer

from drillbank.cli.context import Context
from drillbank.cli.out import json_line
from drillbank.errors import UsageError


def grade(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE.jsonl", help='Lines {"question": ID, "code" or "text": "…"}.')],
    jobs: Annotated[int | None, typer.Option(min=1, max=256, help="Answers at once; default: one per core.")] = None,
    output: Annotated[str | None, typer.Option(metavar="F", help="Write the lines there instead of stdout.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on after the whole lines that --output has.")] = False,
    seed: Annotated[int | None, typer.Option(min=0, help="The same seed for every line.")] = None,
) -> None:
    """Grade many answers; one JSON line each, in input order. Exit code: 0 done, 2 unreadable, 3 no judge."""
    context: Context = ctx.obj
    if resume and output is None:
        raise UsageError("--resume needs --output F: it goes on after the lines that F already has.")
    _grade(context, file, jobs or os.cpu_count() or 1, output, resume=resume, seed=seed)


def _grade(ctx: Context, file: str, jobs: int, output: str | None, *, resume: bool, seed: int | None) -> None:
    from drillbank.cli.proposing import encoder_of
    from drillbank.cli.studying import packages_of, scratch_of
    from drillbank.grading import bulk
    from drillbank.grading.judge import Judge

    lines = _lines(file)
    done = _whole_lines(Path(output)) if output is not None and resume else 0
    for _ in range(done):
        next(lines, None)
    find = ctx.bank.get
    started, count = time.monotonic(), 0
    with (
        Judge.open(scratch_of(ctx), jobs=jobs, packages=packages_of(ctx)) as judge,
        _target(ctx, output, done) as target,
    ):
        grader = bulk.Grader(judge, find, ctx.ui, seed, encoder_of(ctx))
        for document in bulk.graded(lines, grader, judge.jobs):
            target.write(json_line(document))
            count += 1
            if output is not None:
                target.flush()
            _progress(ctx, count + done, started)
    seconds = time.monotonic() - started
    _end_progress(ctx)
    ctx.out.talk(f"{count} graded in {seconds:.1f} s" + (f", {done} were there already" if done else ""))


def _lines(file: str) -> Iterator[tuple[int, bytes]]:
    """Lines that hold something, with their numbers; raises UsageError where the file cannot be opened."""
    try:
        stream: IO[bytes] = sys.stdin.buffer if file == "-" else Path(file).open("rb")  # noqa: SIM115 - closed below
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from None
    return _nonempty(stream)


def _nonempty(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    with stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield number, line


def _whole_lines(path: Path) -> int:
    """How many whole lines ``path`` has; a torn last one is cut off, so that it is graded again."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from None
    whole = data.rfind(b"\n") + 1
    if whole < len(data):
        with path.open("r+b") as stream:
            stream.truncate(whole)
    return data[:whole].count(b"\n")


class _target:
    """stdout, or the output file: new, or continued."""

    def __init__(self, ctx: Context, output: str | None, done: int) -> None:
        self.stdout = ctx.out.stdout
        self.output = output
        self.mode = "a" if done else "w"
        self.stream: IO[str] | None = None

    def __enter__(self) -> IO[str]:
        if self.output is None:
            return self.stdout
        self.stream = Path(self.output).open(self.mode, encoding="utf-8")
        return self.stream

    def __exit__(self, *_: object) -> None:
        if self.stream is not None:
            self.stream.close()


def _progress(ctx: Context, count: int, started: float) -> None:
    """One line on stderr that is written over, on a terminal only; a plain line now and then elsewhere."""
    rate = count / max(1e-9, time.monotonic() - started)
    if ctx.out.stderr.isatty() and not ctx.out.plain:
        ctx.out.stderr.write(f"\r{count} graded, {rate:.0f}/s ")
        ctx.out.stderr.flush()
    elif count % 500 == 0:
        ctx.out.talk(f"{count} graded, {rate:.0f}/s")


def _end_progress(ctx: Context) -> None:
    if ctx.out.stderr.isatty() and not ctx.out.plain:
        ctx.out.stderr.write("\r")
