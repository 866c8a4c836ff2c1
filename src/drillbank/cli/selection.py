"""The filters that many commands share: --kind --topic --level --track --language, as typer options and as Filters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from drillbank.bank import Bank, Filters

Kinds = Annotated[list[str] | None, typer.Option("--kind", help="theory, business or coding (repeatable).")]
Topics = Annotated[
    list[str] | None, typer.Option("--topic", help="An area, or area/leaf, of the taxonomy (repeatable).")
]
Levels = Annotated[list[str] | None, typer.Option("--level", help="1 to 5, or a range like 2-4 (repeatable).")]
Tracks = Annotated[
    list[str] | None, typer.Option("--track", "--role", help="A role: application, algorithm, … (repeatable).")
]
Languages = Annotated[
    list[str] | None, typer.Option("--language", help="Programming language: python or javascript (repeatable).")
]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]


def filters_of(
    bank: Bank,
    *,
    kinds: Sequence[str] | None = None,
    topics: Sequence[str] | None = None,
    levels: Sequence[str] | None = None,
    tracks: Sequence[str] | None = None,
    languages: Sequence[str] | None = None,
    text: str = "",
) -> Filters:
    """Read the options' words; raises UsageError that names the nearest known word."""
    from drillbank.bank import filters

    return filters.Filters(
        kinds=tuple(filters.kind_of(word) for word in kinds or ()),
        topics=tuple(_topic(bank, word) for word in topics or ()),
        levels=tuple(level for word in levels or () for level in filters.levels_of(word)),
        roles=tuple(_track(bank, word) for word in tracks or ()),
        languages=tuple(_language(bank, word) for word in languages or ()),
        text=text,
    )


def _topic(bank: Bank, word: str) -> str:
    from drillbank.bank import filters

    known: dict[str, str] = {}  # what may be typed -> the topic it means; a leaf alone will do
    for area in bank.topics.values():
        known[area.id] = area.id
        for topic in area.topics:
            known[topic] = topic
            known.setdefault(topic.partition("/")[2], topic)
    for stock in sorted(bank.summaries.stock(), key=lambda stock: stock.topic):
        known.setdefault(stock.topic, stock.topic)
        known.setdefault(stock.area, stock.area)
    wanted = word.strip().strip("/").lower()
    if wanted not in known:
        raise filters.unknown("--topic", word, tuple(known))
    return known[wanted]


def _track(bank: Bank, word: str) -> str:
    from drillbank.bank import filters

    known = {*bank.tracks, *(role for stock in bank.summaries.stock() for role in stock.roles)}
    if word not in known:
        raise filters.unknown("--track", word, tuple(sorted(known)))
    return word


def _language(bank: Bank, word: str) -> str:
    from drillbank.bank import filters

    known = {"python", "javascript", *(s.language for s in bank.summaries.stock() if s.language)}
    wanted = {"js": "javascript", "py": "python", "node": "javascript"}.get(word.lower(), word.lower())
    if wanted not in known:
        hint = " (--lang zh|en|both is the human language.)" if word in ("zh", "en", "both") else ""
        error = filters.unknown("--language", word, tuple(sorted(known)))
        error.args = (f"{error}{hint}",)
        raise error
    return wanted
