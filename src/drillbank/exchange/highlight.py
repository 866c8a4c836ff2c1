"""Source code as HTML spans: a few kinds of token, and the caller says how each is marked up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from typing import Any

# Pygments' token names by prefix, most special first, and the one letter that stands for the kind.
KINDS: tuple[tuple[str, str], ...] = (
    ("Token.Comment", "c"),
    ("Token.Literal.String.Doc", "c"),
    ("Token.Literal.String", "s"),
    ("Token.Literal.Number", "n"),
    ("Token.Keyword", "k"),
    ("Token.Operator.Word", "k"),
    ("Token.Name.Function", "f"),
    ("Token.Name.Class", "f"),
    ("Token.Name.Decorator", "f"),
    ("Token.Name.Builtin", "b"),
    ("Token.Name.Exception", "b"),
)
LETTERS = "csnkfb"


def highlight(code: str, language: str, span: Callable[[str, str], str]) -> str:
    """HTML of ``code``; ``span(letter, escaped text)`` wraps a token of a known kind, other text is only escaped.

    An unknown ``language`` gives the code escaped and plain.
    """
    parts = []
    for letter, text in _merged(code, language):
        parts.append(span(letter, escape(text)) if letter else escape(text))
    return "".join(parts)


def _merged(code: str, language: str) -> Iterator[tuple[str, str]]:
    """(letter, text) runs, neighbours of one kind joined: fewer spans, smaller files."""
    run_letter, run = "", ""
    for letter, text in _tokens(code, language):
        if letter == run_letter or (run and not text.strip()):
            run += text
            continue
        if run:
            yield run_letter, run
        run_letter, run = letter, text
    if run:
        yield run_letter, run


def _tokens(code: str, language: str) -> Iterator[tuple[str, str]]:
    lexer = _lexer(language or "text")
    if lexer is None:
        yield "", code
        return
    for kind, text in lexer.get_tokens(code):
        yield _letter(kind), text


@cache
def _lexer(language: str) -> Any:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


@cache
def _letter(kind: Any) -> str:
    """Pygments' token kinds are few and hashable."""
    name = str(kind)
    return next((letter for prefix, letter in KINDS if name.startswith(prefix)), "")
