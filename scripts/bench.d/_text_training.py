"""Fits the two heads of the key-point grader and chooses its thresholds, on development questions only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from _text_data import Answer
from sklearn.linear_model import LogisticRegression

from drillbank.grading.text import features, model, proposals, references, rules, semantic, term_lists, terms
from drillbank.grading.text.features import Evidence, Reading
from drillbank.grading.text.rules import Rule
from drillbank.grading.text.semantic import Encoder

REAL_WEIGHT = 12.0  # of a person's answer beside a made one
OFFTOPIC_WEIGHT = 3.0  # of an answer to another question beside other made ones
STRENGTH = 0.003  # inverse of the penalty
LEAST_DOCUMENTS = 6
RARITY_STEP = 0.5


@dataclass(frozen=True, slots=True)
class Row:
    """One point of one answer, read; the points of one answer share its number."""

    answer: int
    question: str
    lang: str
    variant: str
    point: str
    label: str
    evidence: Evidence
    held: tuple[rules.Rule, ...]
    weight: float


def rarities(texts: Iterable[str]) -> tuple[dict[str, float], float]:
    """Inverse document frequency of the terms of ``texts``, in steps; and that of a term never seen."""
    counts: Counter[str] = Counter()
    documents = 0
    for text in texts:
        documents += 1
        counts.update(terms.signed(text).keys())
    top = float(np.log(documents / LEAST_DOCUMENTS))
    found = {}
    for term, count in counts.items():
        if count >= LEAST_DOCUMENTS:
            found[term] = max(0.5, round(float(np.log(documents / count)) / RARITY_STEP) * RARITY_STEP)
    return {term: value for term, value in found.items() if value < top}, top


def packed(found: Mapping[str, float]) -> dict[str, str]:
    """Terms of one rarity in one text, as the model's file holds them."""
    groups: dict[str, list[str]] = {}
    for term, value in sorted(found.items()):
        groups.setdefault(f"{value:g}", []).append(term)
    return {value: " ".join(group) for value, group in sorted(groups.items(), key=lambda pair: float(pair[0]))}


def read(answers: Iterable[Answer], weight: float, encoder: Encoder | None = None) -> list[Row]:
    """Every point of every answer with its features and the rules that hold."""
    rows = []
    for number_of_answer, answer in enumerate(answers):
        reading = Reading(references.sheet(answer.question), answer.text)
        whole = rules.of_answer(reading)
        lists = term_lists.regions(answer.text)
        meanings = None if encoder is None else semantic.meanings(reading, encoder)
        for number, point in enumerate(answer.question.points):
            meaning = None if meanings is None else meanings[number]
            evidence = proposals.with_meaning(reading.evidence(number), meaning)
            held = tuple(dict.fromkeys([*whole, *rules.of_place(reading, evidence, point, lists)]))
            label = answer.labels.get(point.id, "missing")
            worth = OFFTOPIC_WEIGHT * weight if answer.variant == "offtopic" else weight
            rows.append(
                Row(
                    number_of_answer,
                    answer.question.id,
                    answer.lang,
                    answer.variant,
                    point.id,
                    label,
                    evidence,
                    held,
                    worth,
                )
            )
    return rows


def fit(rows: Sequence[Row], names: Sequence[str], head: str, label: str, strength: float = STRENGTH) -> model.Head:
    """Logistic regression for ``label`` against the others, on features and on the product of each two of them.

    Partial answers teach neither side of "covered"; an answer that a rule keeps from being proposed as ``label`` in any
    case teaches nothing either: the model decides where the rules do not.
    """
    used = [
        row
        for row in rows
        if not (label == "covered" and row.label == "partial") and not DECIDED[label].intersection(row.held)
    ]
    table = np.array([[getattr(row.evidence, head)[name] for name in names] for row in used])
    target = np.array([row.label == label for row in used])
    weights = np.array([row.weight for row in used])
    mean, scale = table.mean(axis=0), table.std(axis=0)
    scale[scale == 0] = 1.0
    scaled = (table - mean) / scale
    pairs = [(i, j) for i in range(len(names)) for j in range(i, len(names))]
    columns = np.hstack([scaled, *(scaled[:, [i]] * scaled[:, [j]] for i, j in pairs)])
    fitted = LogisticRegression(C=strength, max_iter=3000)
    fitted.fit(columns, target, sample_weight=weights)
    return _unscaled(names, pairs, fitted.coef_[0], float(fitted.intercept_[0]), mean, scale)


def _unscaled(
    names: Sequence[str],
    pairs: Sequence[tuple[int, int]],
    slopes: np.ndarray,
    bias: float,
    mean: np.ndarray,
    scale: np.ndarray,
) -> model.Head:
    """The same head on raw features: (x - m)(y - n) / (s t) is a product, two slopes and a constant."""
    weights = {name: float(slopes[i] / scale[i]) for i, name in enumerate(names)}
    bias -= sum(weights[name] * float(mean[i]) for i, name in enumerate(names))
    for (i, j), slope in zip(pairs, slopes[len(names) :], strict=True):
        both = float(slope / (scale[i] * scale[j]))
        weights[f"{names[i]}*{names[j]}"] = both
        weights[names[i]] -= both * float(mean[j])
        weights[names[j]] -= both * float(mean[i])
        bias += both * float(mean[i] * mean[j])
    return model.Head(bias, weights)


# Rules that keep a point from being proposed so, whatever the model says.  It learns from faint places all the same:
# that rule guards against what a model says of texts unlike any that it was taught.
DECIDED = {"covered": frozenset(Rule) - {Rule.FAINT}, "contradicted": proposals.WHOLE}
NAMES = {
    "lexical": (features.COVERED, features.CONTRADICTED),
    "semantic": (features.COVERED + semantic.COVERED, features.CONTRADICTED + semantic.CONTRADICTED),
}


def heads(rows: Sequence[Row], kind: str = "lexical") -> tuple[model.Head, model.Head]:
    """The two heads of a kind of judgement."""
    covered, contradicted = NAMES[kind]
    return (
        fit(rows, covered, "covered", "covered"),
        fit(rows, contradicted, "contradicted", "contradicted"),
    )
