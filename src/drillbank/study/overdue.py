"""The most forgotten memories that are due, found without a look at all of them.

How much is forgotten changes every day, so no index holds that order.  But among memories that were last reviewed on
one day the order is that of stability, and it stays: the index ``schedule_overdue`` holds one stream for each such day
(failures, which are due the next day, apart), weakest first.  The streams are merged by what their next memory can at
most be.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

from drillbank.study import day as days
from drillbank.study import schedule

Query: TypeAlias = Callable[..., list[tuple[Any, ...]]]

FIRST_PAGE, LARGEST_PAGE = 2, 64  # memories of a stream that are read at once

# A stream is 2 * day, + 1 for failures; each step looks up the next one in the index.
_STREAMS = """
WITH RECURSIVE streams (stream) AS (
    SELECT min(stream) FROM schedule
    UNION ALL
    SELECT (SELECT min(stream) FROM schedule WHERE stream > streams.stream) FROM streams WHERE streams.stream < :last
)
SELECT stream, (SELECT min(stability) FROM schedule WHERE schedule.stream = streams.stream)
FROM streams WHERE stream <= :last
"""
_PAGE = """
SELECT stability, question, {day} FROM schedule
WHERE stream = ? AND (stability, question) > (?, ?) ORDER BY stability, question LIMIT ?
"""


def most_forgotten(query: Query, today: date, rollover_hour: int, factor: float, limit: int) -> list[str]:
    """At most ``limit`` questions, the most forgotten first: all that are due, and a few that are almost.

    ``factor``: interval over stability at the desired retention.
    """
    now = days.as_number(today)
    # Streams have the log's own rollover; by another one a review may belong to the day before or after.
    slack = 0 if rollover_hour == schedule.MEMORY_ROLLOVER_HOUR else 1
    by_clock = f"(last_review_ms + offset_minutes * 60000 - {rollover_hour * days.HOUR_MS}) / 86400000"
    sql = _PAGE.format(day=by_clock if slack else "stream / 2")
    heap = [
        (-(now + slack - stream // 2) / weakest, stream, 0.0, "", FIRST_PAGE)
        for stream, weakest in query(_STREAMS, {"last": 2 * (now + slack - 1) + 1})
    ]
    heapq.heapify(heap)
    best: list[float] = []  # the ``limit`` largest so far, the smallest of them first
    found: list[tuple[float, str]] = []
    while heap and (len(best) < limit or -heap[0][0] >= best[0]):
        _, stream, stability, question, size = heapq.heappop(heap)
        failed, longest = stream % 2, now + slack - stream // 2
        page = query(sql, stream, stability, question, size)
        for stability, question, day in page:
            if _days_until_due(stability, failed, factor) <= now - day:
                forgotten = (now - day) / stability
                found.append((-forgotten, question))
                if len(best) < limit:
                    heapq.heappush(best, forgotten)
                elif forgotten > best[0]:
                    heapq.heapreplace(best, forgotten)
        if len(page) == size and _days_until_due(stability, failed, factor) <= longest:
            heapq.heappush(heap, (-longest / stability, stream, stability, question, min(2 * size, LARGEST_PAGE)))
    found.sort()
    return [question for _, question in found[:limit]]


def _days_until_due(stability: float, failed: int, factor: float) -> float:
    """At the earliest: fuzz takes at most 2.975 days + 5 %, rounding one more.  ``schedule.due_date`` says exactly."""
    return 1.0 if failed else max(1.0, 0.95 * stability * factor - 4.0)
