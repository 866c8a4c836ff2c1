"""Correlation with human scores on public short answers, in folds that keep a question's answers together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from _text_data import Scored
from sklearn.linear_model import Ridge
from sklearn.model_selection import GroupKFold

from drillbank.grading.text import features, proposals, references, semantic
from drillbank.grading.text.features import Reading
from drillbank.grading.text.semantic import Encoder
from drillbank.model import KeyPoint, Text, Theory, Wordings

FOLDS = 5
STRENGTH = 3.0


def correlation(rows: Sequence[Scored], lang: str, encoder: Encoder | None) -> float:
    """Pearson's r between ridge regression on the grader's features and the scores, question-disjoint."""
    table = np.array([_features(row, lang, encoder) for row in rows])
    scores = np.array([row.score for row in rows])
    questions = np.array([row.question for row in rows])
    predicted = np.zeros(len(rows))
    for teach, test in GroupKFold(FOLDS).split(table, scores, questions):
        mean, scale = table[teach].mean(axis=0), table[teach].std(axis=0)
        scale[scale == 0] = 1.0
        fitted = Ridge(alpha=STRENGTH * len(teach) / 100).fit((table[teach] - mean) / scale, scores[teach])
        predicted[test] = fitted.predict((table[test] - mean) / scale)
    return float(np.corrcoef(predicted, scores)[0, 1])


def _features(row: Scored, lang: str, encoder: Encoder | None) -> list[float]:
    reading = Reading(references.sheet(_question(row, lang)), row.answer)
    meaning = None if encoder is None else semantic.meanings(reading, encoder)[0]
    covered = proposals.with_meaning(reading.evidence(0), meaning).covered
    names = features.COVERED + (semantic.COVERED if encoder is not None else ())
    said = reading.whole.weight if reading.whole is not None else 0.0
    asked = sum(reading.sheet.vocabularies[0].values())
    return [*(covered[name] for name in names), float(np.log1p(said)), said / (asked or 1.0)]


def _question(row: Scored, lang: str) -> Theory:
    """The public question as one point: its first reference the claim, the others accepted wordings."""
    first, *others = row.references
    text = Text(zh=first) if lang == "zh" else Text(en=first)
    prompt = Text(zh=row.prompt) if lang == "zh" else Text(en=row.prompt)
    accept = Wordings(zh=tuple(others)) if lang == "zh" else Wordings(en=tuple(others))
    point = KeyPoint("answer", True, 1.0, text, accept, Wordings())
    return Theory(
        id=row.question, path="", bank="", title=Text(), topic="", level=1, minutes=1.0, roles=(), rev=1,
        prompt=prompt, answer=text, points=(point,),
    )  # fmt: skip
