"""Markdown of a question as safe HTML: raw HTML stays text, no script, no picture is fetched from anywhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from drillbank.exchange.formulae import add_formulae
from drillbank.exchange.highlight import highlight

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

SENTENCE_END = tuple("。！？；：…”」）.!?;:)")


@dataclass(frozen=True, slots=True)
class Look:
    """How one target wants what Markdown leaves open."""

    span: Callable[[str, str], str]  # (kind of token, escaped text) -> HTML
    formula: Callable[[str, bool], str]  # (LaTeX, set apart?) -> HTML
    pre: str  # opening tag of a code block
    links: bool = True


class Markup:
    """Renders Markdown, and source code, in one look.  Building one costs about 2 ms: keep it."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self._markdown = _parser(look)

    def block(self, text: str) -> str:
        """HTML of a text of paragraphs."""
        return str(self._markdown.render(text)).strip()

    def line(self, text: str) -> str:
        """HTML of a one-line text, without a paragraph around it."""
        return str(self._markdown.renderInline(text)).strip()

    def code(self, code: str, language: str) -> str:
        """HTML of a code block, highlighted."""
        inner = highlight(code.rstrip("\n"), language, self.look.span)
        return f"{self.look.pre}<code>{inner}</code></pre>"


def _parser(look: Look) -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["table", "strikethrough"])
    parser.disable(["html_block", "html_inline"])
    add_formulae(parser)
    rules: dict[str, Callable[..., str]] = {}

    def fence(tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        token = tokens[index]
        language = token.info.split()[0] if token.info.strip() else ""
        inner = highlight(token.content.rstrip("\n"), language, look.span)
        return f"{look.pre}<code>{inner}</code></pre>\n"

    def softbreak(tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return line_break(_last(tokens, index), _first(tokens, index))

    def image(tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return f"[{escape(tokens[index].content)}]"  # a picture from elsewhere would be a request

    def formula(tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return look.formula(tokens[index].content, bool(tokens[index].meta["block"]))

    def link_open(tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        href = str(tokens[index].attrs.get("href", ""))
        if not look.links or not re.match(r"https?://", href):
            return "<span>"
        return f'<a href="{escape(href)}" rel="noopener noreferrer">'

    def link_close(tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        depth = 0
        for token in reversed(tokens[:index]):
            depth += {"link_close": 1, "link_open": -1}.get(token.type, 0)
            if depth < 0:
                opened = link_open([token], 0, options, env)
                return "</span>" if opened == "<span>" else "</a>"
        return "</a>"

    rules |= {"fence": fence, "code_block": fence, "softbreak": softbreak, "image": image, "formula": formula}
    rules |= {"link_open": link_open, "link_close": link_close}
    for name, function in rules.items():
        parser.add_render_rule(name, lambda _self, *arguments, _rule=function: _rule(*arguments))
    return parser


def line_break(before: str, after: str) -> str:
    """What a line break in the source becomes between these two characters.

    Authors end a line after a sentence to start a new thought, and elsewhere only to keep lines short; between two
    Chinese characters the latter must not become a blank.
    """
    if before in SENTENCE_END:
        return "<br>\n"
    return "" if wide(before) or wide(after) else "\n"


def wide(character: str) -> bool:
    """Whether a character is written full-width (Han, kana, full-width punctuation)."""
    return bool(character) and unicodedata.east_asian_width(character) in "WF"


def _last(tokens: Sequence[Token], index: int) -> str:
    for token in reversed(tokens[:index]):
        if token.content:
            return token.content[-1]
    return ""


def _first(tokens: Sequence[Token], index: int) -> str:
    for token in tokens[index + 1 :]:
        if token.content:
            return token.content[0]
    return ""
