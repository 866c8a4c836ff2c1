"""Which wordings mean the same, and which ideas exclude each other: the shipped ``lexicon.txt``, read once.

It knows the vocabulary of the field and no question: what it adds is that "held-out error" and 验证误差 meet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from drillbank.grading.text.stems import stem

_LONGEST_WORDS = 4
_LATIN = re.compile(r"[a-z0-9@/ε]+(?:['-][a-z0-9]+)*")
_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``words``: stems in a row -> ideas; ``han``: Chinese form -> ideas; ``opposite``: idea -> its opposite."""

    words: dict[tuple[str, ...], tuple[int, ...]]
    han: dict[str, tuple[int, ...]]
    opposite: dict[int, int]
    longest_han: int

    def of_words(self, stems: Sequence[str], at: int) -> tuple[int, tuple[int, ...]]:
        """How many words from ``at`` make the longest known form, and its ideas; (0, ()) where none does."""
        for length in range(min(_LONGEST_WORDS, len(stems) - at), 0, -1):
            found = self.words.get(tuple(stems[at : at + length]))
            if found is not None:
                return length, found
        return 0, ()

    def of_han(self, run: str, at: int) -> tuple[int, tuple[int, ...]]:
        """How many characters of a Chinese run from ``at`` make the longest known form, and its ideas."""
        for length in range(min(self.longest_han, len(run) - at), 0, -1):
            found = self.han.get(run[at : at + length])
            if found is not None:
                return length, found
        return 0, ()


@cache
def shipped() -> Lexicon:
    """The lexicon of the package."""
    return read(Path(__file__).with_name("lexicon.txt").read_text(encoding="utf-8"))


def read(text: str) -> Lexicon:
    """Forms separated by "|", one idea a line, two that exclude each other around "<>"; "#" starts a comment line."""
    words: dict[tuple[str, ...], list[int]] = {}
    han: dict[str, list[int]] = {}
    opposite: dict[int, int] = {}
    count = 0
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        ideas = line.split("<>")
        if len(ideas) == 2:
            opposite |= {count: count + 1, count + 1: count}
        for idea in ideas:
            for form in (part.strip() for part in idea.split("|")):
                if _HAN.search(form):
                    _add(han, form.replace(" ", ""), count)
                elif form:
                    _add(words, tuple(stem(word) for word in _LATIN.findall(form)), count)
            count += 1
    return Lexicon(
        {key: tuple(value) for key, value in words.items()},
        {key: tuple(value) for key, value in han.items()},
        opposite,
        max(map(len, han), default=0),
    )


def _add(table: dict[str, list[int]] | dict[tuple[str, ...], list[int]], key: object, idea: int) -> None:
    ideas = table.setdefault(key, [])  # type: ignore[arg-type]  # the two tables differ in their keys only
    if idea not in ideas:
        ideas.append(idea)
