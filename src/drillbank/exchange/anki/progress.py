"""What travels with a card when its schedule does: the memory state, the due date, the review log."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from drillbank.model import Review


@dataclass(frozen=True, slots=True)
class CardProgress:
    """The schedule of one question: FSRS-6 memory, counts, and the day on which it is due by today's settings."""

    stability: float  # days until recall falls to 90 %
    difficulty: float  # 1 … 10
    last_review_ms: int
    due: date
    reps: int
    lapses: int
    retention: float
    decay: float = 0.1542  # FSRS-6's default exponent, stored positive as Anki does

    def data(self) -> str:
        """Anki's ``cards.data``: it keeps 4 decimals of stability and 3 of difficulty."""
        return json.dumps(
            {
                "s": round(self.stability, 4),
                "d": round(self.difficulty, 3),
                "dr": round(self.retention, 2),
                "decay": round(self.decay, 3),
                "lrt": self.last_review_ms // 1000,
            },
            separators=(",", ":"),
        )


@dataclass(frozen=True, slots=True)
class LogRow:
    """One row of Anki's ``revlog``: ``id`` is the moment in milliseconds, unique over the collection."""

    id: int
    question: str
    ease: int
    interval_days: int
    last_interval_days: int
    factor: int
    taken_ms: int
    kind: int  # 0 learning, 1 review


def log_rows(reviews: Iterable[Review]) -> list[LogRow]:
    """The rated reviews as rows, oldest first; a moment used twice moves on by a millisecond."""
    rows: list[LogRow] = []
    taken: set[int] = set()
    previous: dict[str, int] = {}
    gaps: dict[str, int] = {}
    for review in sorted(reviews, key=lambda review: (review.answered_at, review.id)):
        if review.rating is None:
            continue
        number = review.answered_at
        while number in taken:
            number += 1
        taken.add(number)
        before = previous.get(review.question)
        gap = 0 if before is None else max(0, round((review.answered_at - before) / 86_400_000))
        rows.append(
            LogRow(
                id=number,
                question=review.question,
                ease=int(review.rating),
                interval_days=max(1, gap),
                last_interval_days=gaps.get(review.question, 0),
                factor=0 if before is None else 2500,  # 250 %: not used by FSRS, but 0 would count as practice only
                taken_ms=min(60_000, round((review.seconds or 0) * 1000)),
                kind=0 if before is None else 1,
            )
        )
        previous[review.question] = review.answered_at
        gaps[review.question] = gap
    return rows


Progress = Mapping[str, CardProgress]
