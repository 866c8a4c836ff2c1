"""Merging the streams finds what a look at every memory finds, and looks at few of them."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drillbank.study import day as days
from drillbank.study import overdue, schedule
from drillbank.study.schedule import Memory
from drillbank.study.store import Store

TODAY = date(2026, 11, 24)

# What is due, by a look at every memory: the most forgotten first.
EVERY_MEMORY = """
SELECT question FROM (
    SELECT question, stability, last_rating, sure_but_wrong,
           (last_review_ms + offset_minutes * 60000 - :rollover_ms) / 86400000 AS day
    FROM schedule
)
WHERE day + (CASE WHEN last_rating = 1 OR sure_but_wrong = 1 THEN 1.0
                  ELSE max(1.0, 0.95 * stability * :factor - 4.0) END) <= :today
ORDER BY (:today - day) / stability DESC, question
LIMIT :limit
"""


def memory(number: int, chance: random.Random) -> Memory:
    at = days.as_number(TODAY + timedelta(days=1)) * days.DAY_MS - chance.randrange(60 * 24) * days.HOUR_MS
    stability = chance.choice((0.2, 1.0, 2.0, 4.0, chance.uniform(0.1, 90.0)))
    return Memory(
        question=f"q{number}", rev=1, stability=stability, difficulty=5.0, state=2, step=None, reps=3, lapses=0,
        failures=0, last_rating=chance.choice((1, 3, 3, 4)), sure_but_wrong=chance.random() < 0.1,
        last_review_ms=at, offset_minutes=chance.choice((0, 480, -420)),
    )  # fmt: skip


def fill(store: Store, memories: list[Memory]) -> None:
    with store._transaction():
        store._connection.execute("DELETE FROM schedule")
        for each in memories:
            store._put_memory(each)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 2**32),
    count=st.sampled_from((0, 1, 7, 300)),
    rollover=st.sampled_from((4, 4, 0, 12)),
    retention=st.sampled_from((0.9, 0.8, 0.99)),
    limit=st.sampled_from((1, 5, 64, 1000)),
)
def test_the_merged_streams_are_the_scan(
    store: Store, seed: int, count: int, rollover: int, retention: float, limit: int
) -> None:
    chance = random.Random(seed)
    fill(store, [memory(number, chance) for number in range(count)])
    values = {
        "today": days.as_number(TODAY),
        "rollover_ms": rollover * days.HOUR_MS,
        "factor": schedule.interval_factor(retention),
        "limit": limit,
    }
    expected = [question for (question,) in store._connection.execute(EVERY_MEMORY, values)]
    assert [m.question for m in store.overdue(TODAY, retention, rollover, limit=limit)] == expected


def test_few_of_many_memories_are_read(store: Store) -> None:
    chance = random.Random(1)
    fill(store, [memory(number, chance) for number in range(3_000)])
    read: list[int] = []

    def counting(sql: str, *values: object) -> list[tuple[object, ...]]:
        found = store.query(sql, *values)
        read.append(len(found))
        return found

    found = overdue.most_forgotten(counting, TODAY, 4, 1.0, 20)
    assert len(found) == 20
    assert sum(read) < 400, "of 3000 memories on 60 days"


def test_the_streams_are_read_from_the_index_alone(store: Store) -> None:
    page = overdue._PAGE.format(day="stream / 2")
    for sql, values in ((overdue._STREAMS, {"last": 1}), (page, (0, 0.0, "", 2))):
        plan = [str(row[-1]) for row in store._connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
        looks = [step for step in plan if "schedule" in step]
        assert looks
        assert all(step.startswith("SEARCH schedule USING COVERING INDEX schedule_overdue") for step in looks), plan


@pytest.mark.parametrize("rating", [1, 3])
def test_a_memory_of_today_is_never_due(store: Store, rating: int) -> None:
    at = days.as_number(TODAY) * days.DAY_MS + 12 * days.HOUR_MS
    fill(store, [Memory("q", 1, 0.1, 5.0, 2, None, 1, 0, 0, rating, False, at, 0)])
    assert store.overdue(TODAY, 0.9, 4, limit=5) == []
    assert [m.question for m in store.overdue(TODAY + timedelta(days=1), 0.9, 4, limit=5)] == ["q"]
