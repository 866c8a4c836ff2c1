"""Where an answer can be quoted: clauses, runs of clauses, sentences.  Offsets are those of the answer as typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

MOST_CHARACTERS = 12_000  # of one answer are looked at; ten minutes of speech have fewer
MOST_CLAUSES = 160
_SENTENCE_END = re.compile(r"[。！？!?；;\n]+|\.(?=\s|$)|\.(?=[\u4e00-\u9fff])")
_CLAUSE_END = re.compile(r"[，：:—]+|,(?!\d)|(?<=\s)-(?=\s)")
_LONGEST_RUN = 4  # clauses
_SHORTEST = 2  # characters; anything shorter joins what follows


@dataclass(frozen=True, slots=True)
class Clause:
    start: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Window:
    """A run of clauses, ``first`` to ``last`` inclusive."""

    first: int
    last: int


def clauses(answer: str) -> list[Clause]:
    """The clauses in order, without the marks and blanks around them."""
    found: list[Clause] = []
    sentence = 0
    begin = 0
    text = answer[:MOST_CHARACTERS]
    marks = sorted(
        [(match.start(), match.end(), True) for match in _SENTENCE_END.finditer(text)]
        + [(match.start(), match.end(), False) for match in _CLAUSE_END.finditer(text)]
    )
    for start, end, ends_sentence in [*marks, (len(text), len(text), True)]:
        if start >= begin:
            piece = text[begin:start]
            lead = len(piece) - len(piece.lstrip())
            body = piece.strip()
            if len(body) >= _SHORTEST and len(found) < MOST_CLAUSES:
                found.append(Clause(begin + lead, begin + lead + len(body), sentence))
            begin = end
        if ends_sentence:
            sentence += 1
    return found


def windows(found: list[Clause]) -> list[Window]:
    """Each clause, runs of up to four in one sentence, whole sentences, and two sentences in a row."""
    result = set()
    sentences: dict[int, list[int]] = {}
    for at, clause in enumerate(found):
        sentences.setdefault(clause.sentence, []).append(at)
    for members in sentences.values():
        for place, first in enumerate(members):
            for last in members[place : place + _LONGEST_RUN]:
                result.add((first, last))
        result.add((members[0], members[-1]))
    ordered = [sentences[key] for key in sorted(sentences)]
    for before, after in pairwise(ordered):
        result.add((before[0], after[-1]))
        result.add((before[-1], after[0]))
    return [Window(*pair) for pair in sorted(result)]
