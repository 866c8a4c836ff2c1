"""One question file as the snapshot holds it: where it stands, its stamp, its summary, its document, its words."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from drillbank.bank.wording import fold
from drillbank.model import Summary, Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One question file that was read: its name below the base, its stamp ("": look at it again), its summary."""

    name: str
    stamp: str
    summary: Summary


@dataclass(frozen=True, slots=True)
class Row:
    """An entry with its validated document; ``head`` and ``body`` are folded texts for search."""

    entry: Entry
    document: Mapping[str, Any]
    head: str
    body: str


def shuffle(id: str) -> int:
    """The place of an id in a fixed shuffle of all ids."""
    return zlib.crc32(id.encode())


def search_texts(id: str, document: Mapping[str, Any]) -> tuple[str, str]:
    """The folded texts of a document: (id, topic and title; prompt, answer and claims)."""
    head = [id, document["topic"], *document["title"].values()]
    body = [*document["prompt"].values(), *document["answer"].values()]
    for point in document.get("points", ()):
        body.extend(point["claim"].values())
    return fold("\n".join(head)), fold("\n".join(body))


def packed(s: Summary) -> str:
    """A summary as text; the bank's name is no part of it."""
    title = [s.title.zh, s.title.en]
    values = [s.id, s.kind, s.topic, s.level, s.minutes, title, s.roles, s.rev, s.language, s.requires, s.related]
    return json.dumps(values, ensure_ascii=False)


def unpacked(text: str, bank: str) -> Summary:
    """The summary of ``packed``; raises ValueError for anything else."""
    id, kind, topic, level, minutes, (zh, en), roles, rev, language, requires, related = json.loads(text)
    return Summary(
        id=id,
        kind=kind,
        topic=topic,
        level=level,
        minutes=minutes,
        title=Text(zh, en),
        roles=tuple(roles),
        rev=rev,
        language=language,
        requires=tuple(requires),
        related=tuple(related),
        bank=bank,
    )
