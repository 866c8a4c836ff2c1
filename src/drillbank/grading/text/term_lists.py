"""Bare lists of terms: words in a row, without one that says anything of them."""

from __future__ import annotations

import re

from drillbank.grading.text.terms import GRAMMAR_WORDS

_LIST_SHARE = 0.6  # of an answer's characters
_ITEMS_ALONE, _ITEMS_IN_PROSE, _MANY = 4, 7, 8
_SEPARATOR = re.compile(r"\s*(?:[、,，;；/|\n·•]|\s[-–—]\s|\band\b|\bor\b|和|与|以及)\s*")
_SENTENCE = re.compile(r"[^。！？!?\n.]+(?:\.(?!\s|$)[^。！？!?\n.]*)*")
_HAN = re.compile("[\u4e00-\u9fff]")
_HAN_GRAMMAR = re.compile("[的了是在把被让对从到会要能就都不没而因所为用看做算给再先才还也比按使得]")
_WORD = re.compile(r"[a-z][a-z'-]*", re.IGNORECASE)
_VERBAL = GRAMMAR_WORDS | frozenset(
    "use uses using used need needs make makes keep keeps give gives take takes get gets say says because while "
    "without per via like means mean run runs add adds".split()
)
_LINKING = frozenset("and or of the a an".split())


def is_list(text: str, least: int = _ITEMS_ALONE) -> bool:
    """Whether a text is terms in a row, without a word that says anything of them."""
    frame, colon, rest = text.partition("：" if "：" in text else ":")
    body = rest if colon and len(frame) <= 24 and rest.strip() else text
    items = [item for item in _SEPARATOR.split(body) if item.strip()]
    if len(items) < least:
        items = body.split()
        if len(items) < 2 * least or (_HAN.search(body) and not all(_terse(item) for item in items)):
            return False
        return _grammar(body) <= 0.08
    bare = sum(_terse(item) for item in items)
    least_bare = 0.9 if len(items) < _MANY else 0.8
    return bare >= least_bare * len(items) and _grammar(body) <= 0.2


def _terse(item: str) -> bool:
    """At most four words or nine Chinese characters, and none of them says something."""
    words = [word.lower() for word in _WORD.findall(item)]
    han = _HAN.findall(item)
    return (
        len(words) <= 4
        and len(han) <= 9
        and not any(word in _VERBAL and word not in _LINKING for word in words)
        and len(_HAN_GRAMMAR.findall(item)) <= len(han) // 5
    )


def _grammar(text: str) -> float:
    """The share of words and Chinese characters that say something of the others."""
    words = [word.lower() for word in _WORD.findall(text)]
    han = len(_HAN.findall(text))
    saying = sum(word in _VERBAL and word not in _LINKING for word in words) + len(_HAN_GRAMMAR.findall(text)) / 2
    return saying / max(1.0, len(words) + han / 2)


def regions(answer: str) -> list[tuple[int, int]]:
    """The sentences of an answer that only list: short lists beside prose are left alone."""
    sentences = [(match.start(), match.end()) for match in _SENTENCE.finditer(answer)]
    alone = [pair for pair in sentences if is_list(answer[slice(*pair)])]
    length = sum(end - start for start, end in sentences)
    if sum(end - start for start, end in alone) >= _LIST_SHARE * length:
        return alone
    return [pair for pair in alone if is_list(answer[slice(*pair)], _ITEMS_IN_PROSE)]
