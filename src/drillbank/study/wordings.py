"""The learner's own wordings in the log of events: kept from flips, listed, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from drillbank.grading.text import wordings
from drillbank.grading.text.wordings import Wording

if TYPE_CHECKING:
    from drillbank.study.store import Store


def standing(store: Store, question: str | None = None) -> list[Wording]:
    """Those that were not taken back, in the order they were added; of one question or of all."""
    events = ((event.id, event.question, event.data) for event in store.events(wordings.EVENT))
    return [one for one in wordings.fold(events) if question is None or one.question == question]


def keep(store: Store, found: Sequence[Wording], now: datetime) -> None:
    """Add wordings; one that says what already stands adds nothing."""
    known = {(one.question, one.point, one.text, one.counts) for one in standing(store)}
    for one in found:
        if (one.question, one.point, one.text, one.counts) not in known:
            store.append_event(wordings.EVENT, one.question, wordings.data(one), now)


def remove(store: Store, wording: Wording, now: datetime) -> None:
    """Take one back; later proposals do not know it any more, marks of the past stay."""
    store.append_event(wordings.EVENT, wording.question, wordings.removal(wording), now)
