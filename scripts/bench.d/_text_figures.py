"""Figures over graded answers, with intervals from resampling whole questions."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

RESAMPLES = 1000
_resamples = RESAMPLES


@contextmanager
def values_only() -> Iterator[None]:
    """Without intervals, for a search over many thresholds."""
    global _resamples
    _resamples = 1
    try:
        yield
    finally:
        _resamples = RESAMPLES


@dataclass(frozen=True, slots=True)
class Graded:
    """One point of one answer: what the label says and what was proposed; ``rules`` those that held."""

    question: str
    lang: str
    variant: str
    point: str
    label: str
    proposal: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` with the ends of its 95 % interval; None where nothing was to be counted."""

    value: float | None
    low: float | None
    high: float | None
    count: int  # points that were counted

    def __str__(self) -> str:
        if self.value is None:
            return "–"
        return f"{self.value:.2f} [{self.low:.2f}, {self.high:.2f}] n={self.count}"


Counts = tuple[float, ...]


def figure(
    rows: Iterable[Graded],
    count: Callable[[Graded], Counts | None],
    ratio: Callable[[Counts], float | None],
    seed: int = 0,
) -> Figure:
    """Add ``count`` up over the rows (None leaves a row out) and take ``ratio``; questions are resampled whole."""
    by_question: dict[str, list[float]] = {}
    counted = 0
    for row in rows:
        counts = count(row)
        if counts is None:
            continue
        counted += 1
        sums = by_question.setdefault(row.question, [0.0] * len(counts))
        for place, value in enumerate(counts):
            sums[place] += value
    groups = [by_question[key] for key in sorted(by_question)]
    value = ratio(_sum(groups)) if groups else None
    if value is None:
        return Figure(None, None, None, counted)
    draw = random.Random(seed)
    found = sorted(v for _ in range(_resamples) if (v := ratio(_sum(draw.choices(groups, k=len(groups))))) is not None)
    return Figure(value, found[int(0.025 * len(found))], found[max(0, int(0.975 * len(found)) - 1)], counted)


def _sum(groups: Sequence[Sequence[float]]) -> Counts:
    return tuple(map(sum, zip(*groups, strict=True)))


def f1(rows: Iterable[Graded], variants: frozenset[str]) -> Figure:
    """F1 of "covered".  A partial counts as unsure: crediting it is an error."""

    def count(row: Graded) -> Counts | None:
        if row.variant not in variants:
            return None
        said, right = row.proposal == "covered", row.label == "covered"
        return float(said and right), float(said and not right), float(right and not said)

    return figure(rows, count, lambda c: 2 * c[0] / (2 * c[0] + c[1] + c[2]) if c[0] + c[1] + c[2] else None)


def precision(rows: Iterable[Graded], proposal: str) -> Figure:
    """Of what was proposed so, the share that is labelled so."""
    return figure(
        rows,
        lambda row: (float(row.label == proposal), 1.0) if row.proposal == proposal else None,
        lambda c: c[0] / c[1] if c[1] else None,
    )


def recall(rows: Iterable[Graded], label: str) -> Figure:
    """Of what is labelled so, the share that was proposed so."""
    return figure(
        rows,
        lambda row: (float(row.proposal == label), 1.0) if row.label == label else None,
        lambda c: c[0] / c[1] if c[1] else None,
    )


def credited(rows: Iterable[Graded], variant: str, labels: frozenset[str]) -> Figure:
    """The share of a variant's points with one of ``labels`` that was proposed as covered."""
    return figure(
        rows,
        lambda row: (float(row.proposal == "covered"), 1.0) if row.variant == variant and row.label in labels else None,
        lambda c: c[0] / c[1] if c[1] else None,
    )


_RIGHT = {("covered", "covered"), ("not_found", "missing"), ("contradicted", "contradicted")}


def confident(rows: Iterable[Graded]) -> tuple[Figure, Figure]:
    """(right where not unsure, share of points not unsure)."""
    rows = list(rows)
    right = figure(
        rows,
        lambda row: (float((row.proposal, row.label) in _RIGHT), 1.0) if row.proposal != "unsure" else None,
        lambda c: c[0] / c[1] if c[1] else None,
    )
    share = figure(rows, lambda row: (float(row.proposal != "unsure"), 1.0), lambda c: c[0] / c[1] if c[1] else None)
    return right, share
