"""The plain cosine to compare with: character n-grams of each sentence against claim and accepted wordings."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from _text_data import Answer
from _text_figures import Graded
from sklearn.feature_extraction.text import TfidfVectorizer

_SENTENCES = re.compile(r"[。！？；!?;\n]|\.(?=\s|$)")


def likenesses(answers: Sequence[Answer]) -> list[tuple[Answer, str, float]]:
    """(answer, point, the best cosine of one of its sentences) for each point."""
    found = []
    for answer in answers:
        pieces = [piece for piece in _SENTENCES.split(answer.text) if piece.strip()] or [answer.text]
        wordings = [
            [text for text in (point.claim.zh, point.claim.en, *point.accept.all()) if text]
            for point in answer.question.points
        ]
        vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
        vectors.fit([text for group in wordings for text in group])
        said = vectors.transform([*pieces, answer.text])
        for point, group in zip(answer.question.points, wordings, strict=True):
            found.append((answer, point.id, float((said @ vectors.transform(group).T).max())))
    return found


def graded(found: Sequence[tuple[Answer, str, float]], threshold: float) -> list[Graded]:
    return [
        Graded(
            answer.question.id,
            answer.lang,
            answer.variant,
            point,
            answer.labels.get(point, "missing"),
            "covered" if likeness >= threshold else "not_found",
        )
        for answer, point, likeness in found
    ]


def threshold(found: Sequence[tuple[Answer, str, float]]) -> float:
    """The one that gives the best F1 of "covered" over all the answers."""

    def f1(bound: float) -> float:
        rows = graded(found, bound)
        right = sum(row.proposal == row.label == "covered" for row in rows)
        wrong = sum((row.proposal == "covered") != (row.label == "covered") for row in rows)
        return 2 * right / (2 * right + wrong) if right else 0.0

    return float(max(np.arange(0.05, 0.6, 0.01), key=f1))
