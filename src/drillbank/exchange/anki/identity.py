"""The ids by which Anki knows our notes: permanent, because a changed one makes a second copy of a card.

A note's GUID says what it is: ``db:question:roc-curve``, ``db:point:roc-curve/formula``, ``db:coding:rope``.  It holds
neither topic, title nor language, so that moving, rewording or translating a question updates its card in place.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

CardKind: TypeAlias = Literal["question", "point", "coding"]

MODEL_IDS: dict[CardKind, int] = {"question": 1732406400101, "point": 1732406400102, "coding": 1732406400103}
DECK_ID = 1732406400201
_SUB_DECK_BASE = 1732500000000
_NOTE_BASE = 1_600_000_000_000  # Anki's ids look like milliseconds since the epoch
_NOTE_SPAN = 100_000_000_000

_GUID = re.compile(r"db:(question|point|coding):([^/]+)(?:/(.+))?")


@dataclass(frozen=True, slots=True)
class Target:
    """What a card of ours asks about."""

    kind: CardKind
    question: str
    point: str = ""


def guid_of(target: Target) -> str:
    """The permanent GUID of a note."""
    return f"db:{target.kind}:{target.question}" + (f"/{target.point}" if target.point else "")


def target_of(guid: str) -> Target | None:
    """The question and point that a GUID names, or None where it is no note of ours."""
    match = _GUID.fullmatch(guid)
    if match is None:
        return None
    kind: CardKind = "question" if match[1] == "question" else "point" if match[1] == "point" else "coding"
    if (kind == "point") != bool(match[3]):
        return None
    return Target(kind, match[2], match[3] or "")


def deck_id(area: str) -> int:
    """The permanent id of the sub-deck of an area; "" is the one deck for all."""
    return DECK_ID if not area else _SUB_DECK_BASE + _digest(f"deck {area}") % 10_000_000_000


def note_id(guid: str, taken: set[int]) -> int:
    """An id for a note (and its card), the same in every export; ``taken`` gains it."""
    number = _NOTE_BASE + _digest(guid) % _NOTE_SPAN
    while number in taken:
        number += 1
    taken.add(number)
    return number


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
