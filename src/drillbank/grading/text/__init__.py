"""Grading spoken-style answers by key point: proposals, each with the place in the learner's words and a reason.

A proposal is a highlighter's, not a judge's: the learner's own marks are the score of record.

spans        where an answer can be quoted         terms, stems, denial, lexicon, quantities   what it is compared by
references   a question as weighted wordings       features   what is measured of one point in one answer
rules        reasons to look twice                 model      two calibrated heads, shipped as data (weights.json)
wordings     the learner's own wordings            semantic   sentence vectors, where they are installed
reasons      why, in both languages                rubric, estimates   what business questions have besides
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from drillbank.grading.text.proposals import Proposal, Proposed, propose
from drillbank.grading.text.wordings import Wording

__all__ = ["Proposal", "Proposed", "Wording", "document", "propose", "score"]


def score(proposals: Sequence[Proposal]) -> float:
    """The weight of the points proposed as covered over the weight of all; 0.0 without points."""
    total = sum(proposal.weight for proposal in proposals)
    return sum(p.weight for p in proposals if p.proposal == "covered") / total if total else 0.0


def document(question: str, proposals: Sequence[Proposal], marks: Mapping[str, bool] | None) -> dict[str, Any]:
    """The JSON of a text answer; ``mark`` stands only where the learner gave one."""
    points = []
    for proposal in proposals:
        point: dict[str, Any] = {
            "id": proposal.point,
            "proposal": proposal.proposal,
            "span": None if proposal.span is None else list(proposal.span),
            "why": proposal.why,
        }
        if proposal.rules:
            point["rules"] = list(proposal.rules)
        if marks is not None and proposal.point in marks:
            point["mark"] = marks[proposal.point]
        points.append(point)
    return {
        "question": question,
        "verdict": "proposed",
        "points": points,
        "proposed_score": round(score(proposals), 4),
    }
