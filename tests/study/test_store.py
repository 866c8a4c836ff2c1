from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillbank.errors import StoreError
from drillbank.study import day as days
from drillbank.study import schedule
from drillbank.study import store as stores
from drillbank.study.store import Store

from .makers import NOON, make_review, schedule_bytes

# One step of a life with the program: an answer (question, rating or None, minutes until then, certain) or an undo.
ANSWERS = st.tuples(
    st.sampled_from("abc"), st.sampled_from([None, 1, 2, 3, 4]), st.integers(-3000, 20_000), st.booleans()
)
LIVES = st.lists(st.one_of(ANSWERS, st.just("undo")), max_size=14)


def live(store: Store, steps: list[tuple[str, int | None, int, bool] | str]) -> datetime:
    when = NOON
    for step in steps:
        if isinstance(step, str):
            store.undo_last(days.millis(when), 480)
            continue
        question, rating, minutes, certain = step
        when += timedelta(minutes=minutes)
        at_ms = days.millis(when)
        confidence = 4 if certain else None
        store.append(make_review(question, rating, when, id=store.new_id(at_ms), confidence=confidence))
    return when


@settings(max_examples=60)
@given(LIVES)
def test_rebuilding_from_the_log_gives_the_same_bytes(steps: list[tuple[str, int | None, int, bool] | str]) -> None:
    with tempfile.TemporaryDirectory() as folder, stores.open(Path(folder) / "a.db", "here") as store:
        live(store, steps)
        before = schedule_bytes(store)
        store.rebuild()
        assert schedule_bytes(store) == before
        for question in "abc":
            assert store.memory(question) == schedule.fold(store.reviews(question))


@settings(max_examples=60)
@given(LIVES, ANSWERS)
def test_an_answer_and_its_undo_leave_nothing_but_two_rows(
    steps: list[tuple[str, int | None, int, bool] | str], answer: tuple[str, int | None, int, bool]
) -> None:
    with tempfile.TemporaryDirectory() as folder, stores.open(Path(folder) / "a.db", "here") as store:
        when = live(store, steps)
        before, standing = schedule_bytes(store), list(store.reviews())
        question, rating, minutes, _ = answer
        moment = when + timedelta(minutes=minutes)
        written = make_review(question, rating, moment, id=store.new_id(days.millis(moment)))
        store.append(written)
        assert store.undo_last(days.millis(moment), 480) == written
        assert schedule_bytes(store) == before
        assert list(store.reviews()) == standing


def test_a_review_comes_back_as_it_was_written(store: Store, database: Path) -> None:
    verdict = {"verdict": "wrong_answer", "score": 0.5, "tests": [{"name": "大"}]}
    marks = {"p1": True, "p2": False}
    say = {"confidence": 3, "seconds": 12.5, "hints": 2, "voids": None}
    review = make_review("q", 2, NOON, answer="中文\n\x00 text", marks=marks, verdict=verdict, **say)
    store.append(review)
    store.close()
    with stores.open(database, "here") as again:
        assert list(again.reviews()) == [review]
        assert again.last_standing() == review


def test_an_answer_with_a_broken_character_is_kept_without_it(store: Store) -> None:
    store.append(make_review("q", 3, NOON, answer="a\udc80b"))
    assert [review.answer for review in store.reviews()] == ["a?b"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reviews SET rating = 4",
        "DELETE FROM reviews",
        "INSERT OR REPLACE INTO reviews SELECT * FROM reviews",
        "UPDATE events SET kind = 'resume'",
        "DELETE FROM events",
        "INSERT OR REPLACE INTO events SELECT * FROM events",
    ],
)
def test_logs_refuse_to_be_changed(store: Store, statement: str) -> None:
    store.append(make_review("q", 1, NOON))
    store.append_event("suspend", "q", {}, NOON)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        store._connection.execute(statement)
    assert [int(review.rating or 0) for review in store.reviews()] == [1]


def test_settings_of_durability_hold(store: Store) -> None:
    assert store.query("PRAGMA journal_mode") == [("wal",)]
    assert store.query("PRAGMA synchronous") == [(2,)]
    strict = {name: strict for _, name, _, _, _, strict in store.query("PRAGMA table_list")}
    assert strict["reviews"] == strict["events"] == strict["schedule"] == 1


def test_undo_works_after_a_restart_and_walks_back(database: Path) -> None:
    with stores.open(database, "here") as store:
        for number, question in enumerate("abc"):
            store.append(make_review(question, 3, NOON + timedelta(minutes=number)))
    undone = []
    for _ in range(4):
        with stores.open(database, "here") as store:
            last = store.undo_last(days.millis(NOON), 480)
            undone.append(last.question if last else None)
    assert undone == ["c", "b", "a", None]


def test_undo_takes_the_answer_given_last_although_the_clock_was_set_back(store: Store) -> None:
    store.append(make_review("first", 3, NOON))
    store.append(make_review("second", 3, NOON - timedelta(days=2)))
    last = store.undo_last(days.millis(NOON), 480)
    assert last is not None
    assert last.question == "second"


def test_undo_leaves_other_devices_alone(store: Store) -> None:
    store.merge([make_review("q", 3, NOON, device="laptop")], [])
    assert store.undo_last(days.millis(NOON), 480) is None
    assert store.memory("q") is not None


def test_answers_in_a_frozen_clock_keep_their_order(store: Store) -> None:
    at_ms = days.millis(NOON)
    for rating in (1, 3, 2, 4):
        store.append(make_review("q", rating, NOON, id=store.new_id(at_ms)))
    assert [int(review.rating or 0) for review in store.reviews("q")] == [1, 3, 2, 4]


def test_a_review_dated_before_the_last_is_folded_in_its_place(store: Store) -> None:
    store.append(make_review("q", 3, NOON))
    store.append(make_review("q", 1, NOON + timedelta(days=30)))
    memory = store.append(make_review("q", 3, NOON + timedelta(days=2)))
    assert memory is not None
    assert memory.last_review_ms == days.millis(NOON + timedelta(days=30))
    assert memory == schedule.fold(store.reviews("q"))
    assert memory.reps == 3


def test_a_proposed_answer_does_not_move_the_schedule(store: Store) -> None:
    store.append(make_review("q", 3, NOON))
    before = store.memory("q")
    assert store.append(make_review("q", None, NOON + timedelta(days=3))) == before
    assert len(list(store.reviews())) == 2
    assert store.append(make_review("never-rated", None, NOON)) is None


def test_a_duplicate_id_is_refused_and_nothing_of_it_stays(store: Store) -> None:
    review = make_review("q", 3, NOON)
    store.append(review)
    before = schedule_bytes(store)
    with pytest.raises(StoreError, match="UNIQUE"):
        store.append(make_review("other", 1, NOON, id=review.id))
    assert schedule_bytes(store) == before
    store.append(make_review("other", 1, NOON))


def test_suspension_is_an_event_that_can_be_taken_back(store: Store) -> None:
    today = date(2026, 11, 24)
    store.append_event("suspend", "a", {}, NOON)
    store.append_event("suspend", "b", {}, NOON)
    store.append_event("resume", "b", {}, NOON)
    store.append_event("bury", "c", {"day": "2026-11-24"}, NOON)
    assert store.hidden(today) == {"a", "c"}
    assert store.hidden(today + timedelta(days=1)) == {"a"}
    assert store.suspended_before(days.millis(NOON)) == frozenset()


def test_only_what_may_be_due_is_read_and_the_most_forgotten_comes_first(store: Store) -> None:
    for number in range(40):
        question = f"q{number:02}"
        store.append(make_review(question, 3, NOON - timedelta(days=60)))
        store.append(make_review(question, 1 + number % 4, NOON - timedelta(days=number)))
    today = date(2026, 11, 24)
    for retention in (0.75, 0.9, 0.97):
        found = store.overdue(today, retention, 4, limit=1000)
        due = {m.question for m in store.memories().values() if schedule.due_date(m, retention, 4) <= today}
        assert due <= {memory.question for memory in found}
        forgotten = [schedule.overdueness(memory, today, 4) for memory in found]
        assert forgotten == sorted(forgotten, reverse=True)
        assert store.overdue(today, retention, 4, limit=3) == found[:3]


@given(st.floats(0.01, 40_000), st.floats(0.7, 0.99), st.integers(1, 50))
def test_no_due_question_escapes_the_bound_in_sql(stability: float, retention: float, reps: int) -> None:
    memory = schedule.Memory("q", 1, stability, 5.0, 2, None, reps, 0, 0, 3, False, days.millis(NOON), 480)
    bound = max(1.0, 0.95 * stability * schedule.interval_factor(retention) - 4.0)
    longest = schedule.MAX_INTERVAL_DAYS
    assert schedule.days_until_due(memory, retention) >= min(bound, longest * 0.95 - 4)


def test_two_stores_see_each_other_at_once(database: Path) -> None:
    with stores.open(database, "here") as one, stores.open(database, "here") as two:
        one.append(make_review("a", 3, NOON))
        two.append(make_review("b", 3, NOON))
        assert set(one.memories()) == set(two.memories()) == {"a", "b"}


def test_a_locked_database_is_one_sentence(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drillbank.study.database.BUSY_TIMEOUT_S", 0.05)
    with stores.open(database, "here") as one, stores.open(database, "here") as two:
        one._connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"locked; close it"):
            two.append(make_review("b", 3, NOON))
        one._connection.execute("ROLLBACK")
        two.append(make_review("b", 3, NOON))
        assert set(one.memories()) == {"b"}


def test_memory_before_an_instant_ignores_what_came_later(another: Callable[[str], Store]) -> None:
    store = another("here")
    first = store.append(make_review("q", 3, NOON))
    store.append(make_review("q", 1, NOON + timedelta(days=1)))
    assert store.memory_before("q", days.millis(NOON) + 1) == first
    assert store.memory_before("q", days.millis(NOON)) is None


def test_what_was_answered_since_dawn_is_found_without_a_walk_through_the_log(store: Store) -> None:
    asked: list[str] = []
    store._connection.set_trace_callback(asked.append)
    store.questions_since(0)
    store._connection.set_trace_callback(None)
    (sql,) = [text for text in asked if "answered_at" in text]
    steps = [row[-1] for row in store.query("EXPLAIN QUERY PLAN " + sql)]
    assert any("reviews_by_time (answered_at>?)" in step for step in steps), steps
