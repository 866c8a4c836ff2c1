"""HTML that somebody else wrote, as Markdown: text, code, lists and tables stay; scripts, styles and pictures go.

Pictures and sounds leave their name in brackets.  Formulae keep their delimiters (``\\(…\\)``, ``\\[…\\]``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_DROPPED = ("script", "style", "template", "iframe", "object", "svg", "noscript", "head", "title")
_BLOCKS = ("div", "p", "section", "article", "table", "blockquote", "center", "ul", "ol", "dl", "h1", "h2", "h3", "h4")
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "del": "~~", "strike": "~~"}
_SPECIAL = re.compile(r"([\\`*_\[\]])")
_MATH = re.compile(r"(\\\(.+?\\\)|\\\[.+?\\\]|\$\$.+?\$\$)", re.DOTALL)
_OLD_MATH = (
    (re.compile(r"\[\$\$\](.+?)\[/\$\$\]", re.DOTALL), r"\\[\1\\]"),
    (re.compile(r"\[\$\](.+?)\[/\$\]", re.DOTALL), r"\\(\1\\)"),
    (re.compile(r"\[latex\](.+?)\[/latex\]", re.DOTALL), r"\\(\1\\)"),
    (re.compile(r"<anki-mathjax[^>]*block[^>]*>(.+?)</anki-mathjax>", re.DOTALL), r"\\[\1\\]"),
    (re.compile(r"<anki-mathjax[^>]*>(.+?)</anki-mathjax>", re.DOTALL), r"\\(\1\\)"),
)
_SOUND = re.compile(r"\[sound:([^\]]+)\]")
_BREAK = "\x00"  # a line break that must survive the folding of blanks
_PARAGRAPH = "\x01"
_EDGE = "\x04"  # the edge of a block: several in a row are one line break
_LINE, _BLANK = "\x02", "\x03"  # a line break and a blank of code or of an indent
MAX_DEPTH = 200


@dataclass(slots=True)
class Cleaned:
    """Markdown, and the names of the media that it mentions."""

    markdown: str
    media: list[str] = field(default_factory=list)


def to_markdown(html: str) -> Cleaned:
    """Convert a fragment of HTML (or plain text)."""
    html = re.sub(r"[\x00-\x08]", "", html)
    for pattern, replacement in _OLD_MATH:
        html = pattern.sub(replacement, html)
    media = [name.strip() for name in _SOUND.findall(html)]
    parser = _Converter()
    parser.feed(_SOUND.sub(lambda match: f"[sound: {match[1]}]", html))
    parser.close()
    return Cleaned(parser.finish(), media + parser.media)


class _Converter(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.media: list[str] = []
        self._out: list[str] = []
        self._dropped = 0
        self._lists: list[int] = []  # 0 for a bullet list, else the number of the next item
        self._code: list[str] | None = None  # inside <code>
        self._pre: list[str] | None = None  # inside <pre>
        self._language = ""
        self._links: list[str] = []
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _DROPPED:
            self._dropped += 1
        if self._dropped:
            return
        if self._pre is not None:
            self._inside_pre(tag, values)
        elif tag == "pre":
            self._pre = []
            self._language = _language(values)
        elif tag == "code":
            self._code = []
        elif tag == "br":
            self._out.append(_BREAK)
        elif tag == "hr":
            self._out.append(f"{_PARAGRAPH}---{_PARAGRAPH}")
        elif tag in ("ul", "ol"):
            self._out.append(_EDGE if self._lists else _PARAGRAPH)
            if len(self._lists) < MAX_DEPTH:
                self._lists.append(1 if tag == "ol" else 0)
        elif tag == "li":
            self._item()
        elif tag in ("tr", "dt", "dd"):
            self._out.append(_EDGE)
            self._cells = 0
        elif tag in ("td", "th"):
            self._out.append(" | " if self._cells else "")
            self._cells += 1
        elif tag in _BLOCKS:
            self._out.append(_PARAGRAPH if tag != "div" else _EDGE)
        elif tag in _MARKS:
            self._out.append(_MARKS[tag])
        elif tag == "sup":
            self._out.append("^")
        elif tag == "img":
            self._picture(values)
        elif tag == "a":
            self._links.append(values.get("href", ""))
            self._out.append("[")

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self._dropped = max(0, self._dropped - 1)
            return
        if self._dropped:
            return
        if tag == "pre" and self._pre is not None:
            self._out.append(_PARAGRAPH + _fenced("".join(self._pre), self._language) + _PARAGRAPH)
            self._pre = None
        elif self._pre is not None:
            if tag in ("div", "p"):
                self._pre.append("\n")
        elif tag == "code" and self._code is not None:
            self._out.append(_span("".join(self._code)))
            self._code = None
        elif tag in ("ul", "ol"):
            if self._lists:
                self._lists.pop()
            self._out.append(_EDGE if self._lists else _PARAGRAPH)
        elif tag in _BLOCKS:
            self._out.append(_PARAGRAPH if tag != "div" else _EDGE)
        elif tag in _MARKS:
            self._out.append(_MARKS[tag])
        elif tag == "a" and self._links:
            href = self._links.pop()
            safe = re.fullmatch(r"https?://[^\s()<>]+", href)
            self._out.append(f"]({href})" if safe else "]")

    def handle_data(self, data: str) -> None:
        if self._dropped:
            return
        if self._pre is not None:
            self._pre.append(data)
        elif self._code is not None:
            self._code.append(data)
        else:
            self._out.append(_escaped(data))

    def finish(self) -> str:
        """The Markdown of all that was fed; open code counts as closed."""
        if self._pre is not None:
            self.handle_endtag("pre")
        if self._code is not None:
            self.handle_endtag("code")
        return _laid_out("".join(self._out))

    def _inside_pre(self, tag: str, values: dict[str, str]) -> None:
        assert self._pre is not None
        if tag == "code":
            self._language = self._language or _language(values)
        elif tag == "br" or (tag in ("div", "p") and self._pre and not self._pre[-1].endswith("\n")):
            self._pre.append("\n")

    def _item(self) -> None:
        depth = max(0, len(self._lists) - 1)
        number = self._lists[-1] if self._lists else 0
        if number:
            self._lists[-1] = number + 1
        self._out.append(f"{_EDGE}{_BLANK * 3 * min(depth, 8)}{f'{number}.' if number else '-'} ")

    def _picture(self, values: dict[str, str]) -> None:
        source = values.get("src", "")
        name = "picture" if source.startswith("data:") else source
        if name and name != "picture":
            self.media.append(name)
        self._out.append(f"\\[{_escaped(values.get('alt') or name)}\\]")


def _language(values: dict[str, str]) -> str:
    match = re.search(r"(?:language|lang|brush)[-:]\s*([\w+#-]+)", values.get("class", ""))
    return match[1].lower() if match else ""


def _escaped(text: str) -> str:
    """Text whose Markdown characters mean themselves; formulae stay as they are."""
    pieces = _MATH.split(text)
    return "".join(piece if index % 2 else _SPECIAL.sub(r"\\\1", piece) for index, piece in enumerate(pieces))


def _span(code: str) -> str:
    code = " ".join(code.split())
    if not code:
        return ""
    longest = max((len(run) for run in re.findall(r"`+", code)), default=0)
    ticks = "`" * (longest + 1)
    pad = " " if code.startswith("`") or code.endswith("`") else ""
    return f"{ticks}{pad}{code}{pad}{ticks}"


def _fenced(code: str, language: str) -> str:
    """A fence whose line breaks and blanks survive the folding: they are swapped for others until the end."""
    longest = max((len(run) for run in re.findall(r"`{3,}", code)), default=2)
    fence = "`" * max(3, longest + 1)
    body = code.strip("\n").replace("\xa0", " ").replace("\t", "    ")
    text = f"{fence}{language}\n{body}\n{fence}"
    return text.replace("\n", _LINE).replace(" ", _BLANK)


def _laid_out(text: str) -> str:
    """Fold blanks, then turn the kept breaks into lines: at most one empty line in a row."""
    text = re.sub(r"[ \t\r\n\xa0]+", " ", text)
    # A <br> at the end of a block shows nothing of its own.
    text = re.sub(rf" ?(?:{_BREAK} ?)?(?:{_EDGE} ?)+", "\n", text)
    text = re.sub(rf" ?{_BREAK} ?", "\n", text)
    text = re.sub(rf" ?{_PARAGRAPH} ?", "\n\n", text)
    text = text.replace(_LINE, "\n").replace(_BLANK, " ")
    return _squeezed(text)


def _squeezed(text: str) -> str:
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        mark = re.match(r"`{3,}", line)
        if fence:
            if line == fence:
                fence = ""
        elif mark:
            fence = mark[0]
        else:
            line = line.rstrip()
            if not line and (not lines or not lines[-1]):
                continue
            line = _not_a_block(line)
        lines.append(line)
    return "\n".join(lines).strip("\n")


def _not_a_block(line: str) -> str:
    """A line of text that only happens to look like a heading or a quotation."""
    return f"\\{line}" if re.match(r"#{1,6} |>", line) else line
