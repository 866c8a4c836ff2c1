"""What a business question has beside its points: must-haves, red flags, and dimensions marked from 1 to 4.

Levels are proposals like everything here; the anchors are shown with them and the learner says which one it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from drillbank.grading.text import estimates, references
from drillbank.grading.text.estimates import Checked
from drillbank.grading.text.features import Reading
from drillbank.grading.text.proposals import Proposal, propose
from drillbank.grading.text.semantic import Encoder
from drillbank.model import Business, Dimension, Flag, KeyPoint, Lang, Wordings

LEVELS = (1, 2, 3, 4)
_WORTH: Mapping[str, float] = {"covered": 1.0, "unsure": 0.5, "not_found": 0.0, "contradicted": 0.0}
_RED, _RED_LEAD = 0.5, 0.1  # likeness from which on a red flag is raised, and by how much over anything right
_SOME, _MOST = 0.25, 0.75  # shares of a dimension's points from which on it is a 2, a 3


@dataclass(frozen=True, slots=True)
class Noticed:
    """A must-have or red flag and whether it was found; ``span`` where."""

    id: str
    found: bool
    span: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Level:
    """The level proposed for one dimension, with the reason."""

    dimension: str
    level: int
    why: str


@dataclass(frozen=True, slots=True)
class Rubric:
    levels: tuple[Level, ...]
    must_haves: tuple[Noticed, ...]
    red_flags: tuple[Noticed, ...]
    estimate: Checked | None

    def document(self) -> dict[str, Any]:
        """Its part of the JSON of a text answer."""
        document: dict[str, Any] = {
            "dimensions": [{"id": one.dimension, "proposal": one.level, "why": one.why} for one in self.levels],
            "must_haves": [_noticed(flag) for flag in self.must_haves],
            "red_flags": [_noticed(flag) for flag in self.red_flags],
        }
        if self.estimate is not None:
            document["estimate"] = self.estimate.document()
        return document


def assess(
    question: Business, answer: str, proposals: Sequence[Proposal], lang: Lang, *, encoder: Encoder | None = None
) -> Rubric:
    """The rubric of one answer, from the proposals of its points (or from the learner's marks, see ``marked``)."""
    must_haves = _notice(question, question.must_haves, answer, encoder, wrong=False)
    red_flags = _notice(question, question.red_flags, answer, encoder, wrong=True)
    return Rubric(
        tuple(_level(dimension, question, proposals, must_haves, red_flags, lang) for dimension in question.dimensions),
        must_haves,
        red_flags,
        None if question.estimate is None else estimates.check(question.estimate, answer, question.prompt),
    )


def marked(proposals: Sequence[Proposal], marks: Mapping[str, bool]) -> list[Proposal]:
    """The proposals with the learner's marks in their place: what she confirmed counts, not what was proposed."""
    found = []
    for proposal in proposals:
        said = marks.get(proposal.point)
        if said is True:
            proposal = replace(proposal, proposal="covered")
        elif said is False and proposal.proposal in ("covered", "unsure"):
            proposal = replace(proposal, proposal="not_found")
        found.append(proposal)
    return found


def _notice(
    question: Business, flags: Sequence[Flag], answer: str, encoder: Encoder | None, *, wrong: bool
) -> tuple[Noticed, ...]:
    """Flags are read like points beside the question's own, whose words explain a likeness away.

    A red flag (``wrong``) must be alike in words and in what is denied, and more than anything right: raised for
    nothing it annoys, missed it is still on the screen.
    """
    if not flags:
        return ()
    extra = tuple(KeyPoint(f"flag {flag.id}", False, 1.0, flag.says, flag.accept, Wordings()) for flag in flags)
    beside = replace(question, points=question.points + extra)
    if not wrong:
        found = propose(beside, answer, "en", encoder=encoder)[-len(extra) :]
        return tuple(
            Noticed(flag.id, p.proposal == "covered", p.span if p.proposal == "covered" else None)
            for flag, p in zip(flags, found, strict=True)
        )
    reading = Reading(references.sheet(beside), answer)
    noticed = []
    for number, flag in enumerate(flags, len(question.points)):
        evidence = reading.evidence(number)
        seen = evidence.covered
        alike = seen["root"] * (1.0 - seen["opposed"])
        raised = evidence.best is not None and alike >= _RED and seen["lead"] >= _RED_LEAD and not seen["turned"]
        place = evidence.best if raised else None
        noticed.append(Noticed(flag.id, raised, None if place is None else (place.start, place.end)))
    return tuple(noticed)


def _level(
    dimension: Dimension,
    question: Business,
    proposals: Sequence[Proposal],
    must_haves: Sequence[Noticed],
    red_flags: Sequence[Noticed],
    lang: Lang,
) -> Level:
    own = [proposal for proposal in proposals if proposal.point in dimension.points]
    total = sum(proposal.weight for proposal in own)
    share = sum(_WORTH[proposal.proposal] * proposal.weight for proposal in own) / total if total else 0.0
    against = sum(proposal.proposal == "contradicted" for proposal in own)
    flags = sum(flag.found for flag in red_flags)
    missing = sum(not flag.found for flag in must_haves)
    level = 1 if share < _SOME else 2 if share < _MOST else 3
    if against or flags > 1:
        level = min(level, 2 if share >= _MOST else 1)
    said = sum(proposal.proposal == "covered" for proposal in own)
    why = {
        "zh": f"{len(own)} 个要点中说到 {said} 个，相反 {against} 个；红线 {flags} 处，必备项缺 {missing} 个",
        "en": f"{said} of {len(own)} points made, {against} contradicted; "
        f"{flags} red flags, {missing} must-haves missing",
    }
    return Level(dimension.id, level, why[lang])


def _noticed(flag: Noticed) -> dict[str, Any]:
    return {"id": flag.id, "found": flag.found, "span": None if flag.span is None else list(flag.span)}
