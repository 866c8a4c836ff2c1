"""The texts inside a question, each with its field, and what of a text is prose, code or formula."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import TypeVar

from drillbank.model import Business, Coding, KeyPoint, Question, Sample, Text, Theory, Wordings

T = TypeVar("T")

HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f]"
_HAN = re.compile(HAN)
_FENCE = re.compile(r"^[ \t]*(```|~~~)[^\n]*\n(.*?)^[ \t]*\1[ \t]*$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_MATH = re.compile(r"\$\$(.+?)\$\$|(?<![\\$\w])\$(?=\S)([^$\n]+?)(?<=\S)\$(?![\w$])", re.DOTALL)
_URL = re.compile(r"<?https?://[^\s<>()（），。；]+>?")
HOLE = "\ufffc"  # stands in prose where code or a formula was


def texts(question: Question) -> Iterator[tuple[str, Text]]:
    """(field, text) for every pair of a question, in the order of the format."""
    return ((field, text) for field, text in _walk(question, "", Text) if text)


def wordings(question: Question) -> Iterator[tuple[str, Wordings]]:
    """(field, wordings) for every list of example sentences."""
    return ((field, words) for field, words in _walk(question, "", Wordings) if words.all())


def taught(question: Question) -> Iterator[tuple[str, Text]]:
    """The texts in our own voice: without what an erratum quotes as wrong."""
    for field, text in texts(question):
        if not (field.startswith("errata[") and field.endswith(".was")):
            yield field, text


def compared(question: Question) -> Iterator[tuple[str, Text]]:
    """The texts whose numbers, formulae and code have to agree: prompt, answer, claims and reasons of the points."""
    yield "prompt", question.prompt
    yield "answer", question.answer
    if isinstance(question, Theory | Business):
        for index, point in enumerate(question.points):
            yield f"points[{index}].claim", point.claim
            yield f"points[{index}].because", point.because


def points(question: Question) -> tuple[KeyPoint, ...]:
    return () if isinstance(question, Coding) else question.points


def samples(question: Question) -> tuple[Sample, ...]:
    return () if isinstance(question, Coding) else question.samples


def _walk(value: object, field: str, kind: type[T]) -> Iterator[tuple[str, T]]:
    if isinstance(value, kind):
        yield field, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(item, f"{field}[{index}]", kind)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _walk(item, f"{field}.{key}", kind)
    elif dataclasses.is_dataclass(value):
        for part in dataclasses.fields(value):
            inner = f"{field}.{part.name}" if field else part.name
            yield from _walk(getattr(value, part.name), inner, kind)


def has_han(text: str) -> bool:
    return _HAN.search(text) is not None


def prose(text: str) -> str:
    """A text without code, formulae and addresses; each leaves a hole.  Emphasis marks go without a trace."""
    for pattern in (_FENCE, _SPAN, _MATH, _URL):
        text = pattern.sub(HOLE, text)
    return text.replace("**", "")


def code_spans(text: str) -> list[str]:
    """What stands between backticks."""
    return [match[2].strip() for match in _SPAN.finditer(_FENCE.sub("", text))]


def fences(text: str) -> list[str]:
    """The bodies of fenced blocks."""
    return [match[2] for match in _FENCE.finditer(text)]


def formulae(text: str) -> list[str]:
    """What stands between dollar signs."""
    bare = _SPAN.sub("", _FENCE.sub("", text))
    return [(match[1] or match[2]).strip() for match in _MATH.finditer(bare)]
