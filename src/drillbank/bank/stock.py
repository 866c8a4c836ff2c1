"""What a bank holds, counted: enough to know which topics, levels, kinds, languages and roles there are."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from drillbank.model import Kind, Summary


@dataclass(frozen=True, slots=True)
class Stock:
    """How many questions of one kind a bank holds that agree in all of this."""

    topic: str
    level: int
    kind: Kind
    language: str
    roles: tuple[str, ...]
    count: int

    @property
    def area(self) -> str:
        return self.topic.partition("/")[0]


def stock_of(summaries: Iterable[Summary]) -> tuple[Stock, ...]:
    """What there is, counted."""
    counts: dict[tuple[str, int, Kind, str, tuple[str, ...]], int] = {}
    for s in summaries:
        what = (s.topic, s.level, s.kind, s.language, s.roles)
        counts[what] = counts.get(what, 0) + 1
    return tuple(Stock(*what, count) for what, count in counts.items())


def packed(s: Summary) -> str:
    """What a question counts for, as text."""
    return json.dumps([s.topic, s.level, s.kind, s.language, s.roles], ensure_ascii=False)


def unpacked(what: str, count: int) -> Stock:
    """So many of ``packed``; raises ValueError for anything else."""
    topic, level, kind, language, roles = json.loads(what)
    return Stock(topic, level, kind, language, tuple(roles), count)
