"""What a piece of text is compared by: its terms, each with the sign of its clause (said, or denied).

A term is "w:stem" of an English word, "p:" one of its four-letter pieces (typing errors leave some of them whole),
"b:" two Chinese characters in a row, "u:" one of them, "n:" a number, "k:" an idea of the lexicon.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from drillbank.grading.text import denial, lexicon
from drillbank.grading.text.stems import stem

_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*(?:e[-+]?\d+)?)|(?P<han>[\u4e00-\u9fff]+)"
    r"|(?P<word>[a-zα-ωε][a-z0-9α-ωε@_]*(?:['-][a-z0-9]+)*)|(?P<stop>[.,;:!?()\u3001\u3002\uff0c\uff1b\uff1a\n-]+)"
)
_PIECE = 4
# Characters that carry grammar, not matter.
_GRAMMAR_HAN = frozenset("的了是在和就也都而及与或着把被让对从到于其之这那它我你他们个种么吗呢吧啊很会要能可以有")
GRAMMAR_WORDS = frozenset(
    "a an the of to in on at by for from with and or but if then than as is are was were be been being it its this "
    "that these those there here i you we they he she my your our their which who whom what when where how why do "
    "does did done has have had will would shall should can could may might must not no nor so such too very just "
    "only also even still yet about into over under out up down off again more most some any each both all one "
    "'s 're 've 'll i'd i'll i'm it's that's don't doesn't didn't isn't aren't wasn't can't won't wouldn't".split()
)
_STEMMED_GRAMMAR = frozenset(stem(word) for word in GRAMMAR_WORDS)


class Token(NamedTuple):
    """``kind`` number | han | word | stop; ``text`` normalised."""

    kind: str
    text: str


def normalise(text: str) -> str:
    """Compatible forms folded (full width, ligatures), lower case, Markdown's marks gone."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return folded.replace("`", " ").replace("*", " ").replace("’", "'").replace("#", " ")


def tokens(text: str) -> list[Token]:
    return [Token(str(match.lastgroup), match[0]) for match in _TOKEN.finditer(normalise(text))]


def signed(text: str) -> dict[str, int]:
    """Each term of ``text`` with +1 (said), -1 (denied) or 0 (both)."""
    found: dict[str, int] = {}
    for term, sign in _terms(tokens(text)):
        before = found.get(term)
        found[term] = sign if before is None else before if before == sign else 0
    return found


def joined(parts: Iterable[dict[str, int]]) -> dict[str, int]:
    """The terms of several pieces taken together."""
    found: dict[str, int] = {}
    for part in parts:
        for term, sign in part.items():
            before = found.get(term)
            found[term] = sign if before is None or before == sign else 0
    return found


def _terms(found: list[Token]) -> Iterator[tuple[str, int]]:
    signs = denial.signs(found)
    book = lexicon.shipped()
    stems = [stem(token.text) if token.kind == "word" else "" for token in found]
    for at, token in enumerate(found):
        if token.kind == "number":
            yield "n:" + token.text.replace(",", ""), signs[at][0]
        elif token.kind == "word":
            yield from _of_word(stems, at, signs[at][0], book)
        elif token.kind == "han":
            yield from _of_han(token.text, signs[at], book)


def _of_word(stems: list[str], at: int, sign: int, book: lexicon.Lexicon) -> Iterator[tuple[str, int]]:
    word = stems[at]
    _, ideas = book.of_words(stems, at)
    for idea in ideas:
        yield f"k:{idea}", sign
    if word in _STEMMED_GRAMMAR:
        return
    yield "w:" + word, sign
    for start in range(len(word) - _PIECE + 1):
        yield "p:" + word[start : start + _PIECE], sign


def _of_han(run: str, signs: list[int], book: lexicon.Lexicon) -> Iterator[tuple[str, int]]:
    at = 0
    while at < len(run):
        length, ideas = book.of_han(run, at)
        for idea in ideas:
            yield f"k:{idea}", signs[at]
        at += max(1, length)
    for place, character in enumerate(run):
        grammar = character in _GRAMMAR_HAN
        if not grammar:
            yield "u:" + character, signs[place]
        if place + 1 < len(run) and not (grammar and run[place + 1] in _GRAMMAR_HAN):
            yield "b:" + run[place : place + 2], signs[place + 1]


def mostly_han(text: str) -> bool:
    """Whether a text is Chinese rather than English: a Chinese character weighs as much as three letters."""
    han = sum("\u4e00" <= character <= "\u9fff" for character in text)
    letters = sum("a" <= character <= "z" for character in text.lower())
    return 3 * han > letters
