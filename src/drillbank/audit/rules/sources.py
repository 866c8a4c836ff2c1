"""Where claims come from, and until when they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches

from drillbank.audit.content import Content, Fault, Finding
from drillbank.audit.texts import points
from drillbank.bank.layout import SOURCES
from drillbank.model import Question

COMPUTED = "computed"


def sources_exist(question: Question, content: Content) -> Iterator[Fault]:
    """Every source named stands in sources.yaml; ``computed`` needs a code block that computes."""
    known = content.bank.sources
    for index, ref in enumerate(question.sources):
        if ref.id not in known:
            yield Fault(f"sources[{index}]", _unknown(ref.id, known))
    for index, point in enumerate(points(question)):
        if point.source == COMPUTED:
            if not question.code:
                yield Fault(f"points[{index}].source", "says computed, but no code block computes anything")
        elif point.source and point.source not in known:
            yield Fault(f"points[{index}].source", _unknown(point.source, known))


def sources_given(question: Question, content: Content) -> Iterator[Fault]:
    """Each question names a source, and so does each point; the point's stands in the question's list."""
    if not question.sources:
        yield Fault("sources", "no source is named")
    listed = {ref.id for ref in question.sources}
    for index, point in enumerate(points(question)):
        if not point.source:
            yield Fault(f"points[{index}]", f'point "{point.id}" names no source')
        elif point.source != COMPUTED and point.source not in listed:
            yield Fault(
                f"points[{index}].source",
                f'"{point.source}" is missing in the list of sources, with its place',
                "warning",
            )


def sources_used(content: Content) -> Iterator[Finding]:
    """Every entry of a checked bank's sources.yaml is used by some question."""
    used = {ref.id for question in content.bank for ref in question.sources}
    used |= {point.source for question in content.bank for point in points(question)}
    checked = {question.bank for question in content.questions}
    for shelf in content.shelves:
        if shelf.bank not in checked:
            continue
        path = shelf.companion_path(SOURCES)
        for id in shelf.companion(SOURCES) or {}:
            if id not in used:
                yield Finding(str(path), None, id, "no question uses this source", "sources-used", "warning")


def sources_checked(content: Content) -> Iterator[Finding]:
    """Every entry of sources.yaml says where it is found and when somebody looked."""
    checked = {question.bank for question in content.questions}
    for shelf in content.shelves:
        if shelf.bank not in checked:
            continue
        path = str(shelf.companion_path(SOURCES))
        for id, entry in (shelf.companion(SOURCES) or {}).items():
            for key in ("url", "checked"):
                if not entry[key]:
                    yield Finding(path, None, id, f"{key} is missing", "sources-checked", "error")


def review_dates(question: Question, content: Content) -> Iterator[Fault]:
    """Reviewed on a day that has been, to be reviewed again later; past is a warning, and an error at a release."""
    if not question.reviewed:
        yield Fault("reviewed", "the day of the last review is missing")
    elif (date.fromisoformat(question.reviewed) - content.today).days > 1:
        yield Fault("reviewed", f"{question.reviewed} is still to come")
    if not question.review_by:
        yield Fault("review_by", "a claim that can age must expire: the day is missing")
    elif question.reviewed and question.review_by <= question.reviewed:
        yield Fault("review_by", f"{question.review_by} is not after the last review ({question.reviewed})")
    elif date.fromisoformat(question.review_by) < content.today:
        message = f"{question.review_by} is past; review the question"
        yield Fault("review_by", message, "error" if content.release else "warning")


def demonstrations_compared(question: Question, content: Content) -> Iterator[Fault]:
    """A runnable demonstration says what it prints."""
    for index, block in enumerate(question.code):
        if not block.expect:
            yield Fault(f"code[{index}]", "expect is missing, so nothing would be compared")


def _unknown(id: str, known: Iterable[str]) -> str:
    near = get_close_matches(id, list(known), 1)
    hint = f' (did you mean "{near[0]}"?)' if near else ""
    return f'"{id}" does not stand in sources.yaml{hint}'
