"""Plans that were made, kept below the cache folder until what they depend on changes.

<cache>/plan/<wishes>-<first day>-<content>.json
    wishes: date, minutes, weights, choices;  content: these, the questions and how long the log was

A day that has begun keeps its plan: a plan made after the day's first answer is for the next day.  Where no plan was
made for a day, the last one before it is followed until one comes that was begun before the first answer.

Imports no numpy: ``today`` looks here.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from drillbank.model import Summary
from drillbank.study.plan.ahead import Ahead, of_document, to_document
from drillbank.study.settings import Settings

if TYPE_CHECKING:
    from drillbank.study.store import Store

FOLDER = "plan"
KEPT = 20
VERSION = 2  # of the way plans are made: an older program's plans are not followed
_DIGITS = 16


def wishes(settings: Settings) -> str:
    """The part of a plan's name that says for which wishes it was made."""
    known = (
        VERSION,
        None if settings.interview is None else settings.interview.isoformat(),
        settings.minutes,
        sorted(settings.weights.items()),
        sorted(settings.kept),
        sorted(settings.dropped),
        settings.standing.level,
    )
    return _digest(repr(known))


def path(cache: Path, settings: Settings, from_day: date, summaries: Mapping[str, Summary], store: Store) -> Path:
    """Where the plan for this very state of things is, or will be."""
    position = store.query("SELECT (SELECT max(seq) FROM reviews), (SELECT max(seq) FROM events)")
    questions = [(s.id, s.rev, s.area, s.level, s.minutes, s.kind) for s in summaries.values()]
    content = _digest(repr((wishes(settings), position, questions, settings.rollover_hour)))
    return cache / FOLDER / f"{wishes(settings)}-{from_day.isoformat()}-{content}.json"


def in_force(cache: Path, settings: Settings, today: date) -> Ahead | None:
    """The plan that ``today`` follows, None where none was made for these wishes."""
    prefix = wishes(settings) + "-"
    found: list[tuple[str, int, Path]] = []
    for file in (cache / FOLDER).glob(f"{prefix}*.json"):
        from_day = file.name[len(prefix) : len(prefix) + len("2026-11-24")]
        if from_day <= today.isoformat():
            with suppress(OSError):  # pruned by another process
                found.append((from_day, file.stat().st_mtime_ns, file))
    for _, _, file in sorted(found, reverse=True):
        ahead = load(file)
        if ahead is not None:
            return ahead
    return None


def load(file: Path) -> Ahead | None:
    """The plan in a file; None where there is none that can be read."""
    try:
        return of_document(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def save(file: Path, ahead: Ahead) -> None:
    """Keep a plan, whole or not at all, and drop the oldest; a cache that cannot be written is no error."""
    temporary = file.with_suffix(f".{os.getpid()}.part")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps(to_document(ahead)), encoding="utf-8")
        temporary.replace(file)
        plans = sorted(file.parent.glob("*.json"), key=lambda other: other.stat().st_mtime_ns)
        for old in plans[:-KEPT]:
            old.unlink(missing_ok=True)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
