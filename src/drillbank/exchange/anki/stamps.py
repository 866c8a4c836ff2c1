"""When each note's content changed: Anki updates a note only when its ``mod`` is newer, and skips it silently else.

A small ledger remembers, per GUID, a hash of what was exported last and its stamp.  Unchanged content keeps its stamp
for ever, whenever it is built; changed content gets a newer one.  Where the ledger knows nothing (first export, another
machine) the time at which the question's file was last edited stands in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from drillbank.exchange.anki.identity import guid_of
from drillbank.exchange.anki.notes import Note

UNKNOWN_EDIT = 1_767_225_600  # 2026-01-01, for a question whose file's time is not known


@dataclass(frozen=True, slots=True)
class Stamp:
    digest: str
    seconds: int


Ledger = Mapping[str, Stamp]


def stamped(notes: Iterable[Note], ledger: Ledger, edited: Mapping[str, int], now: int) -> dict[str, Stamp]:
    """The ledger after this export: one stamp per note given, older entries kept.

    ``edited``: question id -> seconds since the epoch at which its file changed; ``now`` in seconds.
    """
    result = dict(ledger)
    for note in notes:
        guid = guid_of(note.target)
        digest = _digest(note)
        known = ledger.get(guid)
        if known is None:
            result[guid] = Stamp(digest, min(now, edited.get(note.target.question, UNKNOWN_EDIT)))
        elif known.digest != digest:
            result[guid] = Stamp(digest, max(now, known.seconds + 1))
    return result


def dump_ledger(ledger: Ledger) -> bytes:
    """The ledger as JSON, in a fixed order."""
    rows = {guid: [stamp.digest, stamp.seconds] for guid, stamp in sorted(ledger.items())}
    return json.dumps({"version": 1, "notes": rows}, separators=(",", ":")).encode()


def load_ledger(raw: bytes) -> dict[str, Stamp]:
    """Read a ledger back; a damaged one counts as none (stamps then come from the files' times)."""
    try:
        rows = json.loads(raw)["notes"]
        return {str(guid): Stamp(str(digest), int(seconds)) for guid, (digest, seconds) in rows.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def _digest(note: Note) -> str:
    text = "\x1f".join([*note.fields, *note.tags])
    return hashlib.sha256(text.encode()).hexdigest()[:20]
