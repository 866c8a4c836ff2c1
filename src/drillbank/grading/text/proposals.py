"""From features and rules to one proposal per point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from drillbank.grading.text import model, reasons, references, rules, semantic, term_lists
from drillbank.grading.text.features import Evidence, Place, Reading
from drillbank.grading.text.rules import Rule
from drillbank.grading.text.semantic import Encoder, Meaning
from drillbank.grading.text.wordings import Wording
from drillbank.model import Business, KeyPoint, Lang, Theory

_FAINT = 0.15
_CLEARLY = 0.2  # more probable than a contradiction by this much
Proposed: TypeAlias = Literal["covered", "unsure", "not_found", "contradicted"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the grader says about one point; ``span`` are character offsets in the answer, None without evidence.

    ``covered`` and ``contradicted`` are the model's probabilities before the rules; ``rules`` those that held.
    """

    point: str
    proposal: Proposed
    span: tuple[int, int] | None
    why: str
    weight: float = 1.0
    covered: float = 0.0
    contradicted: float = 0.0
    rules: tuple[str, ...] = ()
    nearest: tuple[int, int] | None = None  # the likest place, also where nothing was found


def propose(
    question: Theory | Business,
    answer: str,
    lang: Lang,
    *,
    wordings: Sequence[Wording] = (),
    encoder: Encoder | None = None,
) -> list[Proposal]:
    """One proposal per key point of ``question``, in their order; reasons in ``lang``.

    ``wordings`` are the learner's own; ``encoder`` gives sentence vectors, None compares words alone.
    """
    if not question.points:
        return []
    own = [wording for wording in wordings if wording.question == question.id]
    reading = Reading(references.sheet(question, own), answer)
    whole = rules.of_answer(reading)
    lists = term_lists.regions(answer)
    meanings: Sequence[Meaning | None] = [None] * len(question.points)
    if encoder is not None:
        meanings = semantic.meanings(reading, encoder)
    judgement = model.shipped().judgements["lexical" if encoder is None else "semantic"]
    seen = [with_meaning(reading.evidence(number), meaning) for number, meaning in enumerate(meanings)]
    together = judgement.together([judgement.alone(evidence) for evidence in seen])
    found = []
    for point, evidence, probabilities in zip(question.points, seen, together, strict=True):
        held = list(dict.fromkeys([*whole, *rules.of_place(reading, evidence, point, lists)]))
        found.append(_judged(point, evidence, probabilities, judgement, held, lang))
    return found


def with_meaning(evidence: Evidence, meaning: Meaning | None) -> Evidence:
    """The evidence of the words and of the vectors together; where words find next to nothing, vectors say where."""
    if meaning is None:
        return evidence
    faint = evidence.covered["root"] < _FAINT
    return Evidence(
        {**evidence.covered, **meaning.covered},
        {**evidence.contradicted, **meaning.contradicted},
        meaning.best if faint or evidence.best is None else evidence.best,
        meaning.worst if evidence.worst is None else evidence.worst,
        evidence.own,
        evidence.refused,
    )


def _judged(
    point: KeyPoint,
    evidence: Evidence,
    probabilities: tuple[float, float],
    judgement: model.Judgement,
    held: Sequence[Rule],
    lang: Lang,
) -> Proposal:
    covered = probabilities[0] if evidence.best is not None else 0.0
    against = probabilities[1] if evidence.worst is not None else 0.0
    found, place = verdict(covered, against, judgement, held, evidence)
    span = None if place is None else (place.start, place.end)
    return Proposal(
        point=point.id,
        proposal=found,
        span=span,
        why=reasons.why(found, held, lang, own=evidence.own is not None),
        weight=point.weight,
        covered=covered,
        contradicted=against,
        rules=tuple(rule.value for rule in held),
        nearest=None if evidence.best is None else (evidence.best.start, evidence.best.end),
    )


def verdict(
    covered: float, against: float, judgement: model.Judgement, held: Sequence[Rule], evidence: Evidence
) -> tuple[Proposed, Place | None]:
    """The proposal from both probabilities and the rules that hold, and the place that is its evidence."""
    if evidence.own is not None and not WHOLE.intersection(held):
        return "covered", evidence.own
    if against >= judgement.against and against >= covered and not WHOLE.intersection(held):
        return "contradicted", evidence.worst
    if covered < judgement.absent:
        return "not_found", None
    doubted = against >= judgement.against and covered < against + _CLEARLY
    if covered >= judgement.sure and not held and not doubted:
        return "covered", evidence.best
    return "unsure", evidence.best


WHOLE = frozenset((Rule.INSTRUCTION, Rule.LIST, Rule.ECHO, Rule.LANGUAGE))
