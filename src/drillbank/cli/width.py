"""How wide text is on a terminal, and where a line of Chinese and English may break."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

# Chinese typesetting: these never start a line, those never end one.
_NEVER_FIRST = frozenset("，。、；：？！）】》〉」』”’…·%％‰℃,.;:?!)]}")
_NEVER_LAST = frozenset("（【《〈「『“‘([{")


class Span(NamedTuple):
    """A run of text in one style ("" for none; the names are those of ``page.STYLES``)."""

    text: str
    style: str = ""


Line: TypeAlias = tuple[Span, ...]
_Cell: TypeAlias = tuple[str, str]  # one character and its style


def width_of(character: str) -> int:
    """Columns one character takes: 0 for combining marks, 2 for wide ones, else 1."""
    if character.isascii():
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def width(text: str) -> int:
    """Columns a text takes on one line."""
    return len(text) if text.isascii() else sum(map(width_of, text))


def pad(text: str, columns: int) -> str:
    """``text`` filled with spaces to ``columns``; a longer one stays as it is."""
    return text + " " * max(0, columns - width(text))


def cut(text: str, columns: int) -> str:
    """``text`` shortened to at most ``columns``, with … where something went."""
    if width(text) <= columns:
        return text
    kept, used = "", 1
    for character in text:
        used += width_of(character)
        if used > columns:
            break
        kept += character
    return kept.rstrip() + "…"


def joins(left: str, right: str) -> str:
    """What stands between two source lines of one paragraph: nothing between Chinese characters, else a space."""
    if left and right and width_of(left[-1]) == 2 and width_of(right[0]) == 2:
        return ""
    return " "


def wrap(line: Iterable[Span], columns: int) -> list[Line]:
    """Break one line into lines of at most ``columns``.

    Breaks at spaces and beside wide characters, never before closing or after opening punctuation; a word that
    is longer than a line is cut.
    """
    cells = [(character, span.style) for span in line for character in span.text]
    return [_spans(row) for row in _rows(cells, max(2, columns))]


def _rows(cells: list[_Cell], columns: int) -> Iterator[list[_Cell]]:
    start = 0
    while True:
        end, used, last_break = start, 0, start
        while end < len(cells):
            used += width_of(cells[end][0])
            # A space that would hang over the edge is dropped, so it needs no room.
            if used > columns and cells[end][0] != " ":
                break
            end += 1
            if end < len(cells) and _may_break(cells[end - 1][0], cells[end][0]):
                last_break = end
        if end == len(cells):
            yield _stripped(cells[start:])
            return
        stop = last_break if last_break > start else max(end, start + 1)
        yield _stripped(cells[start:stop])
        start = stop
        while start < len(cells) and cells[start][0] == " ":
            start += 1


def _may_break(left: str, right: str) -> bool:
    if right == " ":
        return False
    if left == " ":
        return True
    if right in _NEVER_FIRST or left in _NEVER_LAST or width_of(right) == 0:
        return False
    return width_of(left) == 2 or width_of(right) == 2


def _stripped(cells: list[_Cell]) -> list[_Cell]:
    while cells and cells[-1][0] == " ":
        cells = cells[:-1]
    return cells


def _spans(cells: list[_Cell]) -> Line:
    spans: list[Span] = []
    for character, style in cells:
        if spans and spans[-1].style == style:
            spans[-1] = Span(spans[-1].text + character, style)
        else:
            spans.append(Span(character, style))
    return tuple(spans)
