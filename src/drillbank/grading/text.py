"""Grading spoken-style answers by key point.

No automatic proposal is made yet: every point is proposed as "unsure", with that reason.  The learner's own marks are
the score of record in any case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from drillbank.model import Business, Lang, Theory

Proposed: TypeAlias = Literal["covered", "unsure", "not_found", "contradicted"]

_NO_PROPOSAL = {
    "zh": "暂不自动给出建议：请自己核对这一点。",
    "en": "No automatic proposal is made yet: check this point yourself.",
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the grader says about one point; ``span`` are character offsets in the answer, None without evidence."""

    point: str
    proposal: Proposed
    span: tuple[int, int] | None
    why: str


def propose(question: Theory | Business, answer: str, lang: Lang) -> list[Proposal]:
    """One proposal per key point of ``question``, in their order; reasons in ``lang``."""
    return [Proposal(point.id, "unsure", None, _NO_PROPOSAL[lang]) for point in question.points]


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
        if marks is not None and proposal.point in marks:
            point["mark"] = marks[proposal.point]
        points.append(point)
    return {"question": question, "verdict": "proposed", "points": points, "proposed_score": None}
