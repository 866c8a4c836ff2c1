"""Styled lines put on the screen: through Rich where there is colour, as plain text elsewhere."""

from __future__ import annotations

import shutil
from collections.abc import Iterable

from drillbank.cli import markdown
from drillbank.cli.out import Out, clean
from drillbank.cli.width import Line, Span, width, wrap

# Signs carry the meaning; a colour only repeats it.
STYLES = {
    "strong": "bold",
    "em": "italic",
    "code": "cyan",
    "dim": "dim",
    "good": "green",
    "bad": "red",
    "doubt": "yellow",
    "here": "reverse",
}
NARROWEST = 20
WIDEST = 100  # longer lines are hard to read, however wide the window is


class Signs:
    """✔ ✘ ~ · and their plain stand-ins where the output's encoding lacks them."""

    def __init__(self, encoding: str) -> None:
        try:
            "✔✘·▸─…".encode(encoding)
            self.yes, self.no, self.doubt, self.open, self.here, self.rule = "✔", "✘", "~", "·", "▸", "─"
        except (UnicodeEncodeError, LookupError):
            self.yes, self.no, self.doubt, self.open, self.here, self.rule = "+", "x", "~", "-", ">", "-"


class Page:
    """Writes to one ``Out``; asks the terminal for its width each time, so a resize only changes what comes next."""

    def __init__(self, out: Out) -> None:
        self.out = out
        self.signs = Signs(getattr(out.stdout, "encoding", None) or "utf-8")

    @property
    def columns(self) -> int:
        return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))

    @property
    def rows(self) -> int:
        return shutil.get_terminal_size((80, 24)).lines

    def put(self, lines: Iterable[Line]) -> None:
        """Lines that already fit."""
        if not self.out.colour:
            for line in lines:
                self.out.line("".join(span.text for span in line).rstrip())
        else:
            from rich.text import Text

            for line in lines:
                text = Text.assemble(*((span.text, STYLES.get(span.style, "")) for span in line))
                self.out.console.print(text, soft_wrap=True)
        self.out.stdout.flush()

    def line(self, *spans: Span | str, lead: Span | str = "") -> None:
        """One line, wrapped; what wraps hangs under the text after ``lead``."""
        self.put(self.hanging(lead, *spans))

    def inline(self, text: str) -> Line:
        """One line of Markdown as spans: bold, code, links."""
        return markdown.inline(clean(text), ticks=not self.out.colour)

    def hanging(self, lead: str | Span, *spans: Span | str, columns: int | None = None) -> list[Line]:
        """``spans`` after ``lead``, wrapped, the following lines indented by the lead's width."""
        first = lead if isinstance(lead, Span) else Span(lead)
        body = [Span(clean(span)) if isinstance(span, str) else Span(clean(span.text), span.style) for span in spans]
        indent = Span(" " * width(first.text))
        rows: list[Line] = []
        for paragraph in _split(body):
            for row in wrap(paragraph, max(10, (columns or self.columns) - width(first.text))):
                rows.append((first if not rows else indent, *row))
        return rows or [(first,)]

    def flow(self, words: Iterable[str]) -> None:
        """Words (each may hold spaces) in lines that break between two of them only."""
        self.put(self.flowing(words))

    def flowing(self, words: Iterable[str], style: str = "") -> list[Line]:
        """The lines of ``flow``."""
        rows: list[str] = []
        for word in words:
            if rows and width(rows[-1]) + 3 + width(word) <= self.columns:
                rows[-1] += "   " + word
            else:
                rows.append(word)
        return [(Span(row, style),) for row in rows]

    def blank(self) -> None:
        self.put([()])

    def rewind(self, lines: int) -> None:
        """Go back up and clear, to draw the last ``lines`` lines anew (single-key screens only)."""
        self.out.stdout.write(f"\x1b[{lines}A\r\x1b[J")

    def rule(self) -> None:
        """A line across; nothing but an empty line where boxes are unwanted."""
        self.put([()] if self.out.plain else [(Span(self.signs.rule * self.columns, "dim"),)])

    def markdown(self, text: str, indent: str = "") -> None:
        self.put(markdown.render(text, self.columns, ticks=not self.out.colour, indent=indent))

    def spread(self, left: Line, right: str) -> None:
        """``left`` at the left edge and ``right`` at the right one; on two lines where they do not fit."""
        used = sum(width(span.text) for span in left)
        gap = self.columns - used - width(right)
        if gap >= 2:
            self.put([(*left, Span(" " * (gap if not self.out.plain else 2)), Span(right, "dim"))])
        else:
            self.put(wrap(left, self.columns))
            self.line(Span(right, "dim"))

    def code(self, text: str, indent: str = "    ") -> None:
        """Program text as it is: never wrapped, so that it can be copied."""
        self.put([(Span(indent), Span(line, "code")) for line in clean(text.rstrip("\n")).split("\n")])


def _split(spans: Iterable[Span]) -> list[list[Span]]:
    paragraphs: list[list[Span]] = [[]]
    for span in spans:
        first, *more = span.text.split("\n")
        paragraphs[-1].append(Span(first, span.style))
        paragraphs.extend([Span(text, span.style)] for text in more)
    return paragraphs
