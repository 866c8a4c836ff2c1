"""The plan to the interview: what it promises, and what will not fit.  Plain values; kept in the cache as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from drillbank.study.plan.policy import Policy


@dataclass(frozen=True, slots=True)
class Ahead:
    """``from_day``: the first study day that follows it.  ``readiness``: expected recall on ``interview`` over all that
    the role asks, by importance, what was never asked counting as nothing; ``low`` and ``high``: eight simulated lives
    in ten end between them.  ``minutes_a_day``: the mean of the days to come.

    ``holds``: recalled with four chances in five or better; ``shaky``: asked, but less sure; ``cut``: what more than
    half of the lives never come to, most important first.
    """

    interview: date
    from_day: date
    policy: Policy
    readiness: float
    low: float
    high: float
    minutes_a_day: float
    days: int
    holds: tuple[str, ...]
    shaky: tuple[str, ...]
    cut: tuple[str, ...]


def to_document(ahead: Ahead) -> dict[str, Any]:
    """As JSON; ``of_document`` reads it back."""
    document = asdict(ahead)
    document["interview"], document["from_day"] = ahead.interview.isoformat(), ahead.from_day.isoformat()
    for name in ("holds", "shaky", "cut"):
        document[name] = list(document[name])
    return document


def of_document(document: Mapping[str, Any]) -> Ahead:
    """Raises KeyError, TypeError or ValueError for anything that ``to_document`` did not make."""
    values = dict(document)
    for name in ("interview", "from_day"):
        values[name] = date.fromisoformat(values[name])
    for name in ("holds", "shaky", "cut"):
        values[name] = tuple(values[name])
    values["policy"] = Policy(**values["policy"])
    return Ahead(**values)
