"""The kill matrix on a screen: a row per test, a column per named mistake, and how many mutants fell there first."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_letters

from drillbank.audit.mistakes import GROWTH
from drillbank.audit.proof import KillMatrix
from drillbank.cli.context import Context
from drillbank.cli.out import clean
from drillbank.cli.page import Page
from drillbank.cli.width import Span, pad, width
from drillbank.model import Outcome

PER_TABLE = 26


def show(ctx: Context, page: Page, matrix: KillMatrix) -> None:
    """Tables of up to 26 mistakes, each with its legend."""
    for start in range(0, max(1, len(matrix.mistakes)), PER_TABLE):
        _table(ctx, page, matrix, range(start, min(start + PER_TABLE, len(matrix.mistakes))))
    legend = ctx.say("被发现  ! 以其他方式失败  · 通过", "caught  ! failed otherwise  · accepted")
    page.line(Span(f"{page.signs.no} {legend}", "dim"))


def _table(ctx: Context, page: Page, matrix: KillMatrix, columns: Sequence[int]) -> None:
    letters = {column: ascii_letters[index] for index, column in enumerate(columns)}
    wide = max(width(clean(name)) for name in ("", *matrix.tests))
    head = pad("", wide) + "  " + " ".join(letters.values()) + "  " + ctx.say("变异体", "mutants")
    page.put([(Span(head, "dim"),)])
    for row, name in enumerate(matrix.tests):
        spans = [Span(pad(clean(name), wide) + "  ")]
        for column in columns:
            sign, style = _sign(page, name, matrix.cells[column][row])
            spans.append(Span(sign + " ", style))
        spans.append(Span(f" {matrix.mutants[row]}"))
        page.put([tuple(spans)])
    page.blank()
    for column in columns:
        page.put([(Span(f"{letters[column]}  {clean(matrix.mistakes[column])}"),)])


def _sign(page: Page, test: str, verdict: str) -> tuple[str, str]:
    if verdict == "":
        return " ", ""
    if verdict == Outcome.ACCEPTED.value:
        return page.signs.open, "dim"
    meant = Outcome.TIME_LIMIT_EXCEEDED if test == GROWTH else Outcome.WRONG_ANSWER
    return (page.signs.no, "good") if verdict == meant.value else ("!", "doubt")
