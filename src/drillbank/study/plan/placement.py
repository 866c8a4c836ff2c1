"""Where to begin: eight quick items say which level she stands at, and so how a first asking is likely to go.

An item of the placement is no review: she says how well she could explain it, nothing is graded.  Each is an event
``placement`` of the log with the level of the item and her answer, 1 (no idea) … 4 (at once).
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drillbank.model import Summary

if TYPE_CHECKING:
    from drillbank.study.store import Store

ITEMS = 8
EVENT = "placement"
LEVELS = (1, 2, 3, 4, 5)
# Chances of Again, Hard, Good, Easy at a first asking, as a large public study of FSRS users found them:
# https://github.com/open-spaced-repetition/Anki-button-usage
FIRST = (0.24, 0.094, 0.495, 0.171)
PRIOR_MEAN, PRIOR_SPREAD = 2.0, 1.0  # in levels, before anything is known
SLOPE = 1.2  # how fast the chance of knowing falls with each level above hers (in logits)


@dataclass(frozen=True, slots=True)
class Standing:
    """Her level, 0.5 … 5.5; ``answers``: from how many items, 0 where there was no placement."""

    level: float = PRIOR_MEAN
    answers: int = 0

    @property
    def start_level(self) -> int:
        """The level whose questions come first among equals: 1 without a placement."""
        return min(max(math.floor(self.level + 0.5), LEVELS[0]), LEVELS[-1]) if self.answers else LEVELS[0]

    def first(self, level: int) -> tuple[float, float, float, float]:
        """Chances of Again, Hard, Good, Easy when a question of ``level`` is asked for the first time."""
        again, *others = FIRST
        odds = again / (1 - again) * math.exp(SLOPE * (level - self.level) / 2) if self.answers else again / (1 - again)
        missed = odds / (1 + odds)
        hard, good, easy = (share / (1 - again) * (1 - missed) for share in others)
        return missed, hard, good, easy


NOT_PLACED = Standing()


def standing(answers: Iterable[tuple[int, int]]) -> Standing:
    """The most likely level from (level of the item, answer 1 … 4) pairs."""
    known = [(level, (answer - 1) / 3) for level, answer in answers]
    if not known:
        return NOT_PLACED
    candidates = [n / 20 for n in range(10, 111)]
    return Standing(max(candidates, key=lambda level: _log_likelihood(level, known)), len(known))


def _log_likelihood(level: float, known: Sequence[tuple[int, float]]) -> float:
    total = -((level - PRIOR_MEAN) ** 2) / (2 * PRIOR_SPREAD**2)
    for item_level, share in known:
        chance = 1 / (1 + math.exp(SLOPE * (item_level - level)))
        total += share * math.log(chance) + (1 - share) * math.log(1 - chance)
    return total


def of_store(store: Store) -> Standing:
    """From the log; of a question placed twice the later answer counts."""
    answers: dict[str, tuple[int, int]] = {}
    for event in store.events(EVENT):
        level, answer = event.data.get("level"), event.data.get("answer")
        if level in LEVELS and answer in (1, 2, 3, 4):
            answers[event.question] = (level, answer)
    return standing(answers.values())


def items(summaries: Mapping[str, Summary], weights: Mapping[str, float]) -> list[Summary]:
    """Eight questions to place her by: no code, the heaviest areas first, spread over areas and levels."""

    def weight(summary: Summary) -> float:
        return weights.get(summary.area, 0.0) if weights else 1.0

    pool = sorted(
        (s for s in summaries.values() if s.kind != "coding" and weight(s) > 0),
        key=lambda s: (-weight(s), s.minutes, zlib.crc32(s.id.encode()), s.id),
    )
    chosen: list[Summary] = []
    areas: dict[str, int] = {}
    levels: dict[int, int] = {}
    while pool and len(chosen) < ITEMS:
        pick = min(pool, key=lambda s: levels.get(s.level, 0) + areas.get(s.area, 0))
        pool.remove(pick)
        chosen.append(pick)
        areas[pick.area] = areas.get(pick.area, 0) + 1
        levels[pick.level] = levels.get(pick.level, 0) + 1
    return sorted(chosen, key=lambda s: (s.level, s.id))
