"""A question as the grader sees it: every wording of every point as weighted, signed terms, with an index over them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from drillbank.grading.text import model, quantities, spans, terms
from drillbank.grading.text.wordings import Wording
from drillbank.model import LANGS, Business, KeyPoint, Text, Theory

Kind: TypeAlias = Literal["claim", "accept", "reject", "part", "own", "refused"]

_PROMPT_SHARE = 0.3  # what a word of the question is still worth in an answer
_FAMILY = {"w": 1.0, "p": 0.3, "b": 0.8, "u": 0.3, "n": 1.0, "k": 1.1}
_KEPT_SHEETS = 64
_SHORTEST_PART = 6  # terms


@dataclass(frozen=True, slots=True)
class Reference:
    """One wording: ``vector`` term -> weight, ``signs`` term -> said or denied."""

    point: int
    kind: Kind
    lang: str
    text: str
    signs: Mapping[str, int]
    vector: Mapping[str, float]
    norm: float
    total: float


@dataclass(frozen=True, slots=True)
class Group:
    """The numbers of a point's references.

    ``right`` claims and accepted wordings, ``own`` among them the learner's; ``refused`` what she said does not count;
    ``parts`` clauses of the claims.
    """

    right: tuple[int, ...]
    wrong: tuple[int, ...]
    claims: tuple[int, ...]
    parts: tuple[int, ...]
    statements: tuple[int, ...]  # right and parts
    others: tuple[int, ...]  # what is right for the other points
    own: tuple[int, ...]
    refused: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """``postings`` term -> (reference, weight, sign); ``prompt`` the terms of title and prompt."""

    references: tuple[Reference, ...]
    groups: tuple[Group, ...]  # per point
    postings: Mapping[str, tuple[tuple[int, float, int], ...]]
    prompt: frozenset[str]
    vocabularies: tuple[Mapping[str, float], ...]  # per point: term -> weight x share of its wordings that hold it
    numbers: tuple[tuple[quantities.Quantity, ...], ...]  # per point: of claim and accept
    claimed: tuple[tuple[quantities.Quantity, ...], ...]  # per point: of the claim, in the language that names most
    wrong_numbers: tuple[tuple[quantities.Quantity, ...], ...]  # per point: of reject
    given: tuple[quantities.Quantity, ...]  # of the prompt
    langs: frozenset[str]
    asked: str  # title and prompt in both languages

    def weight(self, term: str) -> float:
        return weight(term, self.prompt)


def weight(term: str, prompt: frozenset[str]) -> float:
    """How much a term tells: its family, how rare it is, and little where the question itself says it."""
    return _FAMILY[term[0]] * model.shipped().rarity(term) * (_PROMPT_SHARE if term in prompt else 1.0)


def sheet(question: Theory | Business, wordings: Sequence[Wording] = ()) -> Sheet:
    """The sheet of a question, with the learner's own wordings; made once for the same content."""
    return _sheet(question.title, question.prompt, question.points, tuple(wordings))


@lru_cache(maxsize=_KEPT_SHEETS)
def _sheet(title: Text, prompt: Text, points: tuple[KeyPoint, ...], wordings: tuple[Wording, ...]) -> Sheet:
    asked = " \n".join(text for part in (title, prompt) for text in (part.zh, part.en) if text)
    prompt_terms = frozenset(terms.signed(asked))
    references = [
        _reference(number, kind, lang, text, prompt_terms)
        for number, point in enumerate(points)
        for kind, lang, text in _texts(point, wordings)
    ]
    postings: dict[str, list[tuple[int, float, int]]] = {}
    for number, reference in enumerate(references):
        for term, value in reference.vector.items():
            postings.setdefault(term, []).append((number, value, reference.signs[term]))
    groups = tuple(_group(references, number) for number in range(len(points)))
    right = [[references[n] for n in group.right] for group in groups]
    wrong = [[references[n] for n in group.wrong] for group in groups]
    return Sheet(
        references=tuple(references),
        groups=groups,
        postings={term: tuple(found) for term, found in postings.items()},
        prompt=prompt_terms,
        vocabularies=tuple(_vocabulary(group) for group in right),
        numbers=tuple(tuple(q for r in group for q in quantities.of(r.text)) for group in right),
        claimed=tuple(_claimed(point) for point in points),
        wrong_numbers=tuple(tuple(q for r in group for q in quantities.of(r.text)) for group in wrong),
        given=quantities.of(asked),
        langs=frozenset(reference.lang for reference in references),
        asked=asked,
    )


def _claimed(point: KeyPoint) -> tuple[quantities.Quantity, ...]:
    return max((quantities.of(text) for text in (point.claim.zh, point.claim.en) if text), key=len, default=())


def _texts(point: KeyPoint, wordings: Sequence[Wording]) -> list[tuple[Kind, str, str]]:
    found: list[tuple[Kind, str, str]] = []
    for lang in LANGS:
        claim = point.claim.zh if lang == "zh" else point.claim.en
        if claim:
            found.append(("claim", lang, claim))
            parts = [claim[clause.start : clause.end] for clause in spans.clauses(claim)]
            long = [part for part in parts if len(terms.signed(part)) >= _SHORTEST_PART]
            found.extend(("part", lang, part) for part in (long if len(parts) > 1 else ()))
        found.extend(("accept", lang, text) for text in point.accept.get(lang))
        found.extend(("reject", lang, text) for text in point.reject.get(lang))
    for wording in wordings:
        if wording.point == point.id:
            found.append(("own" if wording.counts else "refused", _lang(wording.text), wording.text))
    return found


def _group(references: Sequence[Reference], point: int) -> Group:
    def of(*kinds: Kind) -> tuple[int, ...]:
        return tuple(n for n, r in enumerate(references) if r.point == point and r.kind in kinds)

    return Group(
        right=of("claim", "accept", "own"),
        wrong=of("reject"),
        claims=of("claim"),
        parts=of("part"),
        statements=of("claim", "accept", "own", "part"),
        others=tuple(n for n, r in enumerate(references) if r.point != point and r.kind in ("claim", "accept")),
        own=of("own"),
        refused=of("refused"),
    )


def _lang(text: str) -> str:
    return "zh" if any("\u4e00" <= c <= "\u9fff" for c in text) else "en"


def _reference(point: int, kind: Kind, lang: str, text: str, prompt: frozenset[str]) -> Reference:
    signs = terms.signed(text)
    vector = {term: weight(term, prompt) for term in signs}
    norm = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return Reference(point, kind, lang, text, signs, vector, norm, sum(vector.values()) or 1.0)


def _vocabulary(group: Sequence[Reference]) -> dict[str, float]:
    counts: dict[str, float] = {}
    for reference in group:
        for term, value in reference.vector.items():
            counts[term] = counts.get(term, 0.0) + value
    return {term: value / len(group) for term, value in counts.items()} if group else {}
