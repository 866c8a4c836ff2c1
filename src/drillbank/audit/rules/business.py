"""What a business question has beyond its points."""

from __future__ import annotations

from collections.abc import Iterator

from drillbank.audit.content import Content, Fault
from drillbank.grading.arithmetic import evaluate
from drillbank.model import LANGS, Business, Flag, Question

DIMENSIONS_LEAST, DIMENSIONS_MOST = 4, 6
ANCHORS = (1, 2, 3, 4)
FLAG_WORDINGS_LEAST = 2


def dimensions_anchored(question: Question, content: Content) -> Iterator[Fault]:
    """4 to 6 dimensions, each with an anchor for 1, 2, 3 and 4 and with points that exist."""
    if not isinstance(question, Business):
        return
    count = len(question.dimensions)
    if not DIMENSIONS_LEAST <= count <= DIMENSIONS_MOST:
        yield Fault("dimensions", f"{DIMENSIONS_LEAST} to {DIMENSIONS_MOST} dimensions are wanted, not {count}")
    ids = {point.id for point in question.points}
    for index, dimension in enumerate(question.dimensions):
        where = f"dimensions[{index}]"
        if missing := [str(level) for level in ANCHORS if level not in dimension.anchors]:
            yield Fault(f"{where}.anchors", f"no anchor for {', '.join(missing)}")
        for place, id in enumerate(dimension.points):
            if id not in ids:
                yield Fault(f"{where}.points[{place}]", f'there is no point "{id}"')


def flags_there(question: Question, content: Content) -> Iterator[Fault]:
    """Must-haves, red flags and curveballs, each flag with wordings in both languages."""
    if not isinstance(question, Business):
        return
    for name in ("must_haves", "red_flags", "curveballs"):
        if not getattr(question, name):
            yield Fault(name, "there is none; at least one is wanted")
    for name, flags in (("must_haves", question.must_haves), ("red_flags", question.red_flags)):
        for index, flag in enumerate(flags):
            yield from _wordings(f"{name}[{index}]", flag)


def estimate_evaluates(question: Question, content: Content) -> Iterator[Fault]:
    """The estimate is arithmetic with a finite value, and has a unit."""
    if not isinstance(question, Business) or question.estimate is None:
        return
    try:
        evaluate(question.estimate.expr)
    except ValueError as error:
        yield Fault("estimate.expr", str(error))
    if not question.estimate.unit:
        yield Fault("estimate", "the unit is missing")


def _wordings(where: str, flag: Flag) -> Iterator[Fault]:
    for lang in LANGS:
        count = len(flag.accept.get(lang))
        if count < FLAG_WORDINGS_LEAST:
            yield Fault(f"{where}.accept", f"at least {FLAG_WORDINGS_LEAST} wordings are wanted in {lang}, not {count}")
