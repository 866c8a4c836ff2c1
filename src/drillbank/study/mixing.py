"""The order in which a day's recall is asked: mixed by topic, confusable questions side by side."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from drillbank.model import Summary

if TYPE_CHECKING:
    from drillbank.study.queue import Item


def mixed(items: list[Item], summaries: Mapping[str, Summary], today: date) -> list[Item]:
    """Shuffle by the date; begin with something known, put confusable ones side by side, else change the topic."""

    def key(item: Item) -> tuple[int, str]:
        return zlib.crc32(f"{today.isoformat()} {item.question}".encode()), item.question

    pending = sorted(items, key=key)
    found: list[Item] = []
    while pending:
        if not found:
            pick = next((item for item in pending if item.why != "new"), pending[0])
        else:
            last = summaries[found[-1].question]
            pick = next((i for i in pending if _confusable(last, summaries[i.question])), None) or next(
                (i for i in pending if summaries[i.question].topic != last.topic), pending[0]
            )
        pending.remove(pick)
        found.append(pick)
    return found


def _confusable(a: Summary, b: Summary) -> bool:
    return b.id in a.related or a.id in b.related
