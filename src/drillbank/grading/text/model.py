"""The small calibrated model: rarities of terms, linear heads, thresholds.  All of it is data: ``weights.json``.

``scripts/train-text`` writes the file; nothing here knows a question, so a new question needs no training.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drillbank.grading.text import context

if TYPE_CHECKING:
    from drillbank.grading.text.features import Evidence

WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Head:
    """Logistic regression: ``bias`` + sum of ``weights`` x feature; "a*b" is the product of two features."""

    bias: float
    weights: Mapping[str, float]

    def probability(self, features: Mapping[str, float]) -> float:
        total = self.bias
        for name, weight in self.weights.items():
            one, _, other = name.partition("*")
            total += weight * features[one] * (features[other] if other else 1.0)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def alone(covered: Head, contradicted: Head, evidence: Evidence) -> tuple[float, float]:
    """(covered, contradicted) of one point by its own evidence; 0.0 where there is none."""
    return (
        covered.probability(evidence.covered) if evidence.best is not None else 0.0,
        contradicted.probability(evidence.contradicted) if evidence.worst is not None else 0.0,
    )


@dataclass(frozen=True, slots=True)
class Judgement:
    """The heads for one set of features (lexical, or with vectors) and where "unsure" begins and ends.

    ``covered`` and ``contradicted`` look at one point, ``in_context`` is the same pair for what the whole answer says.
    A point at or above ``sure`` is proposed as covered, below ``absent`` not found; contradicted from ``against`` on.
    """

    covered: Head
    contradicted: Head
    in_context: tuple[Head, Head]
    sure: float
    absent: float
    against: float

    def alone(self, evidence: Evidence) -> tuple[float, float]:
        """(covered, contradicted) of one point by its own evidence."""
        return alone(self.covered, self.contradicted, evidence)

    def together(self, alone: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        """(covered, contradicted) of each point of one answer, by all of them."""
        covered, contradicted = self.in_context
        return [(covered.probability(f), contradicted.probability(f)) for f in context.features(alone)]


@dataclass(frozen=True, slots=True)
class Model:
    rarities: Mapping[str, float]
    unseen: float  # the rarity of a term that the training texts do not hold
    judgements: Mapping[str, Judgement]  # "lexical" and "semantic"

    def rarity(self, term: str) -> float:
        return self.rarities.get(term, self.unseen)


@cache
def shipped() -> Model:
    """The model of the package."""
    return read(json.loads(WEIGHTS.read_text(encoding="utf-8")))


def read(document: Mapping[str, Any]) -> Model:
    """A model from the document that ``scripts/train-text`` writes."""
    # Terms of one rarity stand in one text, to keep the file small.
    rarities = {term: float(rarity) for rarity, terms in document["rarities"].items() for term in terms.split(" ")}
    judgements = {name: _judgement(part) for name, part in document["judgements"].items()}
    return Model(rarities, float(document["unseen"]), judgements)


def _judgement(part: Mapping[str, Any]) -> Judgement:
    def head(name: str) -> Head:
        return Head(float(part[name]["bias"]), part[name]["weights"])

    return Judgement(
        covered=head("covered"),
        contradicted=head("contradicted"),
        in_context=(head("covered_in_context"), head("contradicted_in_context")),
        sure=float(part["sure"]),
        absent=float(part["absent"]),
        against=float(part["against"]),
    )
