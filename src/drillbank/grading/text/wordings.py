"""A learner's own wordings of a point, from the marks she flipped: accepted ones count next time, rejected ones warn.

They stand in the log of events, kind ``wording``: {"point", "text", "counts"} adds one, {"removed": id} takes the
event of that id back.  They change later proposals and never a mark of the past.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from drillbank.grading.text.proposals import Proposal

EVENT = "wording"
_NOT_LEARNED = frozenset(("instruction", "list", "echo", "language"))
LONGEST = 300  # characters of one wording; more is no wording but an answer


@dataclass(frozen=True, slots=True)
class Wording:
    """``counts`` True: says the point; False: looks like it and does not.  ``id``: of the event that added it."""

    question: str
    point: str
    text: str
    counts: bool
    id: str = ""


def flips(
    question: str, answer: str, proposals: Sequence[Proposal], marks: Mapping[str, bool], counted: Collection[str] = ()
) -> list[Wording]:
    """What the learner's marks teach: places of points that she marked otherwise than proposed.

    ``counted``: points of which she said that her wording should count; the likest place stands for it, also where
    nothing was found.  Nothing is learned from an answer that repeats the question, lists terms, instructs the grader
    or is in a language without wordings: it would be credited for ever.
    """
    found = []
    for proposal in proposals:
        if proposal.point not in marks or _NOT_LEARNED.intersection(proposal.rules):
            continue
        said = marks[proposal.point]
        wanted = said and proposal.point in counted
        flipped = said != (proposal.proposal == "covered") and proposal.span is not None
        if not (wanted or (flipped and (said or proposal.proposal == "covered"))):
            continue
        place = proposal.span or proposal.nearest or (0, len(answer))
        text = " ".join(answer[slice(*place)].split())
        if text and len(text) <= LONGEST:
            found.append(Wording(question, proposal.point, text, said))
    return found


def data(wording: Wording) -> dict[str, Any]:
    """What the event holds."""
    return {"point": wording.point, "text": wording.text, "counts": wording.counts}


def removal(wording: Wording) -> dict[str, Any]:
    """What the event holds that takes a wording back."""
    return {"removed": wording.id}


def fold(events: Iterable[tuple[str, str, Mapping[str, Any]]]) -> list[Wording]:
    """The wordings that stand, from (event id, question, data); of one text and point the last word counts."""
    found: dict[str, Wording] = {}
    for event, question, content in events:
        removed = content.get("removed")
        if removed is not None:
            found.pop(str(removed), None)
            continue
        point, text, counts = content.get("point"), content.get("text"), content.get("counts")
        if not (isinstance(point, str) and isinstance(text, str) and isinstance(counts, bool) and text.strip()):
            continue  # written by a newer version: says nothing here
        for older in [w for w in found.values() if (w.question, w.point, w.text) == (question, point, text)]:
            del found[older.id]
        found[event] = Wording(question, point, text, counts, event)
    return list(found.values())
