"""What she keeps in the plan and what she leaves out: events ``plan`` of the log, the last one of a question counts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from drillbank.errors import UsageError

if TYPE_CHECKING:
    from drillbank.study.store import Store

EVENT = "plan"
KEEP, DROP, FREE = "keep", "drop", "free"


def choose(store: Store, question: str, choice: str, now: datetime) -> None:
    """Keep a question whatever its weight, drop it until the interview is over, or leave it to the plan again."""
    if choice not in (KEEP, DROP, FREE):
        raise UsageError(f"A question of the plan is kept, dropped or left free, not {choice!r}.")
    store.append_event(EVENT, question, {"choice": choice}, now)


def of_store(store: Store) -> tuple[frozenset[str], frozenset[str]]:
    """(kept, dropped)."""
    last = {event.question: event.data.get("choice") for event in store.events(EVENT)}
    kept, dropped = (frozenset(q for q, choice in last.items() if choice == wanted) for wanted in (KEEP, DROP))
    return kept, dropped
