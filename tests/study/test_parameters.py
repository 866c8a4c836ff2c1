"""Fitted parameters in the log: the schedule follows the last of them, on every machine, and can always be rebuilt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from drillbank.study import schedule, sync
from drillbank.study.parameters import DEFAULT, EVENT, Parameters
from drillbank.study.plan import worth
from drillbank.study.plan.placement import FIRST
from drillbank.study.store import Store

from .learners import FORGETFUL, changed, log
from .makers import NOON, make_review, schedule_bytes

LATER = NOON + timedelta(days=40)


@pytest.fixture
def filled(store: Store) -> Store:
    store.merge(log(FORGETFUL, reviews=120, seed=5, new_per_day=3), [])
    return store


def folded(store: Store, parameters: Parameters) -> dict[str, schedule.Memory | None]:
    return {question: schedule.fold(store.reviews(question), parameters) for question in store.memories()}


def test_the_published_ones_hold_until_others_are_taken_and_after_a_reset(filled: Store) -> None:
    before = schedule_bytes(filled)
    assert filled.parameters() == DEFAULT
    assert filled.take_parameters(FORGETFUL, {"reviews": 120}, LATER) == len(filled.memories())
    assert filled.parameters() == FORGETFUL
    assert filled.memories() == folded(filled, FORGETFUL)
    assert schedule_bytes(filled) != before
    filled.take_parameters(None, {}, LATER + timedelta(minutes=1))
    assert filled.parameters() == DEFAULT
    assert schedule_bytes(filled) == before


def test_the_log_gives_the_same_schedule_again_with_fitted_parameters(filled: Store) -> None:
    filled.take_parameters(FORGETFUL, {}, LATER)
    filled.append(make_review("q00001", 3, LATER + timedelta(minutes=5)))
    filled.append(make_review("brand-new", 2, LATER + timedelta(minutes=6)))
    filled.append(make_review("q00002", 1, NOON + timedelta(hours=3)))  # older than others: folded from the beginning
    assert filled.undo_last(schedule.days.millis(LATER), 480) is not None
    before = schedule_bytes(filled)
    assert filled.memories() == folded(filled, FORGETFUL)
    filled.rebuild()
    assert schedule_bytes(filled) == before


def test_a_fit_survives_a_restart_and_moves_what_is_due(filled: Store, database: Path) -> None:
    from drillbank.study import store as stores

    filled.take_parameters(FORGETFUL, {}, LATER)
    with stores.open(database, "here") as again:
        assert again.parameters() == FORGETFUL
        today = LATER.date() - timedelta(days=8)
        due = {m.question for m in again.memories().values() if schedule.due_date(m, 0.8, 4) <= today}
        found = {m.question for m in again.overdue(today, 0.8, 4, limit=1000)}
        assert due
        assert due <= found
        memory = again.memories()["q00001"]
        assert memory.decay == 0.4
        elapsed = schedule.days.as_number(LATER.date()) - memory.day(4)
        expected = (1 + (0.9 ** (-1 / 0.4) - 1) * elapsed / memory.stability) ** -0.4
        assert schedule.retrievability(memory, LATER.date(), 4) == pytest.approx(expected)
        assert again.memory_before("q00001", schedule.days.millis(LATER)) == memory


def test_the_log_keeps_every_fit_and_the_later_one_counts(filled: Store) -> None:
    other = changed(w20=0.2)
    filled.take_parameters(other, {}, LATER)
    filled.take_parameters(FORGETFUL, {}, LATER - timedelta(days=1))  # a clock that was wrong
    assert filled.parameters() == other
    assert filled.memories() == folded(filled, other)
    assert [event.data["parameters"] for event in filled.events(EVENT)] == [list(FORGETFUL), list(other)]


@pytest.mark.parametrize("data", [{}, {"parameters": [1.0]}, {"parameters": ["x"] * 21}, {"parameters": 7}])
def test_a_fit_that_cannot_be_read_counts_for_nothing(filled: Store, data: dict[str, object]) -> None:
    filled.take_parameters(FORGETFUL, {}, LATER)
    filled.append_event(EVENT, "", data, LATER + timedelta(days=1))
    assert filled.parameters() == FORGETFUL


def test_a_fit_of_another_machine_comes_with_sync(
    filled: Store, another: Callable[[str], Store], tmp_path: Path
) -> None:
    there = another("there")
    sync.sync(filled, tmp_path / "shared")
    sync.sync(there, tmp_path / "shared")
    there.take_parameters(FORGETFUL, {}, LATER)
    sync.sync(there, tmp_path / "shared")
    sync.sync(filled, tmp_path / "shared")
    assert filled.parameters() == FORGETFUL
    assert schedule_bytes(filled) == schedule_bytes(there)
    assert filled.memories() == folded(filled, FORGETFUL)


def test_worth_is_weighed_with_her_own_parameters() -> None:
    assert worth.gain_of_new(FIRST, 10, FORGETFUL) < worth.gain_of_new(FIRST, 10) - 0.1
    assert worth.gain(1.0, 5.0, 2, 20, FORGETFUL) > worth.gain(1.0, 5.0, 2, 20) + 0.02
