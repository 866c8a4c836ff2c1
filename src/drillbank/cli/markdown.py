"""The Markdown of questions as styled lines: paragraphs, lists, code, tables, headings.

Rich's own Markdown breaks Chinese only at spaces, which leaves ragged lines; this one wraps at any character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drillbank.cli.out import clean
from drillbank.cli.width import Line, Span, joins, pad, width, wrap

_FENCE = re.compile(r"^\s*(`{3,}|~{3,})\s*[\w.+-]*\s*$")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_ITEM = re.compile(r"^(\s*)([-*+]|\d{1,3}[.)])\s+(.*)$")
_QUOTE = re.compile(r"^\s*>\s?(.*)$")
_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
LONGEST_LINE = 8_000  # beyond it no marks are looked for: unclosed ones cost the square of the length
_INLINE = re.compile(
    r"(?P<ticks>`+)(?P<code>.+?)(?P=ticks)(?!`)"
    r"|(?P<math>\$[^$\n]+\$)"
    r"|\*\*(?P<strong>\S(?:.*?\S)?)\*\*"
    r"|(?<![\w*])\*(?P<em>[^\s*](?:[^*]*[^\s*])?)\*(?![\w*])"
    r"|\[(?P<label>[^\]]+)\]\((?P<url>[^)\s]+)\)"
    r"|\\(?P<escaped>[\\`*_#\[\]()>+\-.!|$])"
)


def inline(text: str, *, ticks: bool, style: str = "") -> Line:
    """One line's spans.  ``ticks``: keep the backticks round code, for output without styles."""
    if len(text) > LONGEST_LINE:
        return (Span(text, style),)
    spans: list[Span] = []
    position = 0
    for match in _INLINE.finditer(text):
        if match.start() > position:
            spans.append(Span(text[position : match.start()], style))
        position = match.end()
        if match["code"] is not None:
            code = match["code"].strip() or match["code"]
            spans.append(Span(f"`{code}`" if ticks else code, "code"))
        elif match["math"] is not None:
            spans.append(Span(match["math"], style))
        elif match["strong"] is not None:
            spans.extend(inline(match["strong"], ticks=ticks, style="strong"))
        elif match["em"] is not None:
            spans.extend(inline(match["em"], ticks=ticks, style=style or "em"))
        elif match["label"] is not None:
            spans.extend(inline(match["label"], ticks=ticks, style=style))
            spans.append(Span(f" <{match['url']}>", "dim"))
        else:
            spans.append(Span(match["escaped"], style))
    if position < len(text):
        spans.append(Span(text[position:], style))
    return tuple(spans)


def render(text: str, columns: int, *, ticks: bool, indent: str = "") -> list[Line]:
    """A Markdown text as lines of at most ``columns``, each after ``indent``; unsafe characters are escaped."""
    room = max(10, columns - width(indent))
    lines = list(_blocks(clean(text).expandtabs(4).split("\n"), room, ticks))
    while lines and not lines[-1]:
        lines.pop()
    return [(Span(indent), *line) if indent and line else line for line in lines]


def _blocks(source: Sequence[str], columns: int, ticks: bool) -> Iterator[Line]:
    index = 0
    while index < len(source):
        line = source[index]
        if not line.strip():
            yield ()
            index += 1
        elif fence := _FENCE.match(line):
            index += 1
            while index < len(source) and not source[index].strip().startswith(fence[1]):
                yield (Span("    "), Span(source[index], "code"))
                index += 1
            index += 1
        elif heading := _HEADING.match(line):
            yield from wrap(inline(heading[2], ticks=ticks, style="strong"), columns)
            index += 1
        elif "|" in line and index + 1 < len(source) and _TABLE_RULE.match(source[index + 1]):
            rows = [line]
            index += 2
            while index < len(source) and "|" in source[index]:
                rows.append(source[index])
                index += 1
            yield from _table(rows, columns, ticks)
        elif item := _ITEM.match(line):
            body, index = _gather(source, index + 1, item[3])
            lead = " " * min(len(item[1]), 8) + ("•" if item[2] in "-*+" and not ticks else item[2]) + " "
            yield from _hanging(body, lead, columns, ticks)
        elif quote := _QUOTE.match(line):
            yield from _hanging(quote[1], "│ " if not ticks else "> ", columns, ticks, repeat=True)
            index += 1
        else:
            body, index = _gather(source, index + 1, line.strip())
            yield from wrap(inline(body, ticks=ticks), columns)


def _gather(source: Sequence[str], index: int, first: str) -> tuple[str, int]:
    """The paragraph that starts with ``first``, its source lines joined, and the index after it."""
    body = first.strip()
    while index < len(source) and source[index].strip() and not _starts_block(source[index]):
        more = source[index].strip()
        body += joins(body, more) + more
        index += 1
    return body, index


def _starts_block(line: str) -> bool:
    return any(pattern.match(line) for pattern in (_FENCE, _HEADING, _ITEM, _QUOTE)) or line.lstrip().startswith("|")


def _hanging(body: str, lead: str, columns: int, ticks: bool, *, repeat: bool = False) -> Iterator[Line]:
    rest = lead if repeat else " " * width(lead)
    for number, line in enumerate(wrap(inline(body, ticks=ticks), max(8, columns - width(lead)))):
        yield (Span(rest if number else lead), *line)


def _table(rows: Sequence[str], columns: int, ticks: bool) -> Iterator[Line]:
    """Cells padded by display width; a table that is too wide for the screen becomes one line per cell."""
    cells = [[inline(cell.strip(), ticks=ticks) for cell in row.strip().strip("|").split("|")] for row in rows]
    count = max(map(len, cells))
    for row in cells:
        row.extend([()] * (count - len(row)))
    widths = [max(_width(row[column]) for row in cells) for column in range(count)]
    if sum(widths) + 2 * (count - 1) <= columns:
        for number, row in enumerate(cells):
            yield tuple(
                span
                for column, cell in enumerate(row)
                for span in (*cell, Span(pad("", widths[column] - _width(cell) + 2 * (column < count - 1))))
                if span.text
            )
            if number == 0:
                yield (Span("-" * (sum(widths) + 2 * (count - 1)), "dim"),)
        return
    for row in cells[1:]:
        for head, cell in zip(cells[0], row, strict=True):
            yield from wrap((*head, Span(": "), *cell), columns)
        yield ()


def _width(line: Line) -> int:
    return sum(width(span.text) for span in line)
