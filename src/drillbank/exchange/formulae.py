"""Formulae in Markdown: ``$…$`` and ``\\(…\\)`` in a line, ``$$…$$`` and ``\\[…\\]`` set apart.

A dollar sign is money more often than mathematics, so ``$`` opens a formula only before a character that is no blank,
and closes it only after one and not before a digit: "$5 in, $15 out" has no formula.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

FORMULA = re.compile(
    r"\$\$(?P<d2>(?:[^$\\]|\\.)+?)\$\$"
    r"|\$(?=[^\s$])(?P<d1>(?:[^$\\\n]|\\.|\n(?!\n))*?(?<=[^\s\\]))\$(?!\d)"
    r"|\\\((?P<p>(?:[^\\]|\\(?!\)).)+?)\\\)"
    r"|\\\[(?P<b>(?:[^\\]|\\(?!\]).)+?)\\\]",
    re.DOTALL,
)


def formula_rule(state: StateInline, silent: bool) -> bool:
    """markdown-it's inline rule: makes ``formula`` tokens (``meta["block"]`` says whether it is set apart)."""
    if state.src[state.pos] not in "$\\":
        return False
    match = FORMULA.match(state.src, state.pos)
    if match is None or match.end() > state.posMax:
        return False
    if not silent:
        token = state.push("formula", "math", 0)
        token.content = next(group for group in match.groups() if group is not None).strip()
        token.meta = {"block": match["d2"] is not None or match["b"] is not None}
    state.pos = match.end()
    return True


def add_formulae(markdown: MarkdownIt) -> None:
    """Teach a parser formulae: before escapes, which would take ``\\(`` apart."""
    markdown.inline.ruler.before("escape", "formula", formula_rule)


def mathjax(source: str, block: bool) -> str:
    """The formula in the delimiters that Anki hands to MathJax."""
    from html import escape

    return f"\\[{escape(source)}\\]" if block else f"\\({escape(source)}\\)"


def mathml(source: str, block: bool) -> str:
    """The formula as MathML; LaTeX that cannot be converted is shown as code, never lost."""
    from html import escape

    from latex2mathml.converter import convert

    try:
        markup = str(convert(source, display="block" if block else "inline"))
    except Exception:  # the converter raises many kinds on odd input, IndexError among them
        markup = ""
    return markup if markup and _harmless(markup) else f"<code>{escape(source)}</code>"


def _harmless(markup: str) -> bool:
    """Whether there is nothing but MathML for show in it: ``\\href`` makes links, to scripts too."""
    rest = _TAG.sub("", markup)
    return "<" not in rest and all(_ATTRIBUTES.fullmatch(match[1]) for match in _TAG.finditer(markup))


_TAG = re.compile(
    r"</?(?:math|m(?:i|n|o|s|row|text|space|frac|sqrt|root|style|sub|sup|subsup|under|over|underover|multiscripts|"
    r"prescripts|table|tr|td|padded|phantom|enclose|error)|none)((?:\s+[\w-]+=\"[^\"<>]*\")*)\s*/?>"
)
_ATTRIBUTES = re.compile(r"(?:\s+(?!on|href|src|style|xlink|class|id\b)[\w-]+=\"[^\"]*\")*")
