"""Bare lists of terms: words in a row, without one that says anything of them."""

from __future__ import annotations

import re

from drillbank.grading.text.terms import GRAMMAR_WORDS

_LIST_SHARE = 0.6  # of an answer's characters
_ITEMS_ALONE, _ITEMS_IN_PROSE = 4, 7
_MANY = 6  # from so many short items on, what stands between the commas hardly matters
_SHORT_WORDS, _SHORT_HAN = 3, 7
_LONGEST_FRAME = 24  # characters before a colon: "Key terms:"

_SEPARATOR = re.compile(r"\s*(?:[、,;；/|\n·•]|\s[-–—]\s|\band\b|\bor\b|和|与|以及|等)\s*")
_COMMA_ZH = re.compile("，")
_STOPS = re.compile(r"[。！？!?]|\.(?=\s|$)")
_SENTENCE = re.compile(r"[^。！？!?\n.]+(?:\.(?!\s|$)[^。！？!?\n.]*)*")
_HAN = re.compile("[\u4e00-\u9fff]")
_HAN_GRAMMAR = re.compile("[的了是在把被让对从到会要能就都不没而因所为用看做算给再先才还也比按使得乘除存占]")
_FORMULA = re.compile(r"[×÷=*+]|\d\s*/")
_WORD = re.compile(r"[a-z][a-z'-]*", re.IGNORECASE)
_VERBAL = GRAMMAR_WORDS | frozenset(
    "use uses using used need needs make makes keep keeps give gives take takes get gets say says because while "
    "without per via like means mean run runs add adds whether we're it's that's".split()
)
_LINKING = frozenset("and or of the a an".split())
# Words that make a clause of what stands around them.
_CLAUSAL = frozenset("is are was so because if then when it we i they you can should would must that which".split())


def is_list(text: str, least: int = _ITEMS_ALONE) -> bool:
    """Whether a text is terms in a row, without a word that says anything of them."""
    frame, colon, rest = text.partition("：" if "：" in text else ":")
    body = rest if colon and len(frame) <= _LONGEST_FRAME and rest.strip() else text
    items = [item for item in _SEPARATOR.split(_STOPS.sub(";", body)) if item.strip()]
    # A Chinese comma parts clauses of prose; it parts a list where all between is bare.
    split = [piece for item in items for piece in _COMMA_ZH.split(item) if piece.strip()]
    if len(split) > len(items) and all(_terse(piece) for piece in split):
        items = split
    if len(items) < least:
        words = body.split()
        if len(words) < 2 * least or not all(_short(word) for word in words):
            return False
        return _grammar(body) <= 0.08
    short = sum(_short(item) for item in items)
    clauses = sum(_is_clause(item) for item in items)
    if len(items) >= max(least, _MANY) and short >= 0.8 * len(items) and clauses <= 0.1 * len(items):
        return True
    bare = sum(_terse(item) for item in items)
    return bare >= 0.9 * len(items) and _grammar(body) <= 0.2


def regions(answer: str) -> list[tuple[int, int]]:
    """The sentences of an answer that only list: short lists beside prose are left alone."""
    sentences = [
        (match.end() - len(match[0].lstrip()), match.end()) for match in _SENTENCE.finditer(answer) if match[0].strip()
    ]
    alone = [pair for pair in sentences if is_list(answer[slice(*pair)])]
    length = sum(end - start for start, end in sentences)
    if sum(end - start for start, end in alone) >= _LIST_SHARE * length:
        return alone
    return [pair for pair in alone if is_list(answer[slice(*pair)], _ITEMS_IN_PROSE)]


def _short(item: str) -> bool:
    """At most three words and seven Chinese characters, and no clause of its own."""
    return (
        len(_WORD.findall(item)) <= _SHORT_WORDS
        and len(_HAN.findall(item)) <= _SHORT_HAN
        and not _COMMA_ZH.search(item)
    )


def _is_clause(item: str) -> bool:
    return any(word.lower() in _CLAUSAL for word in _WORD.findall(item)) or _FORMULA.search(item) is not None


def _terse(item: str) -> bool:
    """At most four words or nine Chinese characters, and none of them says something."""
    words = [word.lower() for word in _WORD.findall(item)]
    han = _HAN.findall(item)
    return (
        len(words) <= 4
        and len(han) <= 9
        and _FORMULA.search(item) is None
        and not any(word in _VERBAL and word not in _LINKING for word in words)
        and len(_HAN_GRAMMAR.findall(item)) <= len(han) // 5
    )


def _grammar(text: str) -> float:
    """The share of words and Chinese characters that say something of the others."""
    words = [word.lower() for word in _WORD.findall(text)]
    han = len(_HAN.findall(text))
    saying = sum(word in _VERBAL and word not in _LINKING for word in words) + len(_HAN_GRAMMAR.findall(text)) / 2
    return saying / max(1.0, len(words) + han / 2)
