"""After missed days: the first prompt waits for nothing, and the day goes on with a plan made for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest

from drillbank.cli.dialogue import Leave
from drillbank.cli.replanning import Replanning
from drillbank.cli.sitting import Sitting
from drillbank.cli.studying import opened_store, planned, settings_of, with_choices
from drillbank.study.plan import shelf
from drillbank.study.plan.ahead import Ahead
from drillbank.study.plan.policy import Policy
from drillbank.study.session import Session
from drillbank.study.store import Store

from .screens import MakeScreen, Screen

TODAY, INTERVIEW = date(2026, 11, 24), date(2026, 12, 21)


@pytest.fixture(autouse=True)
def world(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    started: list[str] = []
    monkeypatch.setenv("DRILLBANK_NOW", "2026-11-24T21:00:00+08:00")
    monkeypatch.setattr("drillbank.cli.background.plan_in_background", lambda ctx: started.append("plan"))
    return started


def a_plan(made: Screen, store: Store, from_day: date, new_per_day: int) -> None:
    settings = with_choices(store, settings_of(made.ctx))
    ahead = Ahead(INTERVIEW, from_day, Policy(0.9, 3, new_per_day), 0.8, 0.7, 0.9, 20.0, 20, (), (), ())
    file = made.ctx.paths.cache / "plan" / f"{shelf.wishes(settings)}-{from_day.isoformat()}-{new_per_day}.json"
    shelf.save(file, ahead)
    assert json.loads(file.read_text())["from_day"] == from_day.isoformat()


def wished(screen: MakeScreen, lines: str = "") -> Screen:
    screen().ctx.config.write("date", INTERVIEW.isoformat())
    return screen(lines)


def test_a_plan_of_today_needs_no_other(screen: MakeScreen, world: list[str]) -> None:
    made = wished(screen)
    with opened_store(made.ctx) as store:
        a_plan(made, store, TODAY, 3)
        replanning = Replanning(made.ctx, store, settings_of(made.ctx))
        replanning.start()
        assert not replanning.awaited
        assert replanning.come() is None
    assert world == []


@pytest.mark.parametrize("interview", ["", "2026-11-24", "2026-11-20"])
def test_without_an_interview_ahead_there_is_nothing_to_plan(
    screen: MakeScreen, world: list[str], interview: str
) -> None:
    made = screen()
    made.ctx.config.write("date", interview)
    made = screen()
    with opened_store(made.ctx) as store:
        Replanning(made.ctx, store, settings_of(made.ctx)).start()
    assert world == []


@pytest.mark.parametrize("last", [None, date(2026, 11, 19)])
def test_a_plan_of_another_day_is_made_anew_and_comes_once(
    screen: MakeScreen, world: list[str], last: date | None
) -> None:
    made = wished(screen)
    with opened_store(made.ctx) as store:
        if last is not None:
            a_plan(made, store, last, 3)
        replanning = Replanning(made.ctx, store, settings_of(made.ctx))
        replanning.start()
        assert world == ["plan"]
        assert replanning.come() is None
        a_plan(made, store, TODAY, 7)
        settings = replanning.come()
        assert settings is not None
        assert settings.policy is not None
        assert settings.policy.new_per_day == 7
        assert replanning.come() is None


@contextmanager
def sitting(made: Screen, store: Store) -> Iterator[Sitting]:
    wishes = replace(settings_of(made.ctx), minutes=7.0)  # no room for code
    replanning = Replanning(made.ctx, store, wishes)
    session = Session(made.ctx.bank.summaries, store, planned(made.ctx, store, wishes), made.ctx.now())
    yield Sitting(made.dialogue, session, store, new_plan=replanning.come)


def test_the_day_begins_with_the_old_plan_and_goes_on_with_the_new_one(
    screen: MakeScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = wished(screen, "2\n?\n\n" + "q\n")
    with opened_store(made.ctx) as store:
        a_plan(made, store, date(2026, 11, 19), 1)
        with sitting(made, store) as running:
            first = [item.question for item in running.session.plan.items]
            assert running.session.settings.policy is not None
            assert running.session.settings.policy.new_per_day == 1
            a_plan(made, store, TODAY, 2)  # comes while the first question is on the screen
            with pytest.raises(Leave):
                running.run()
            assert running.session.settings.policy is not None
            assert running.session.settings.policy.new_per_day == 2
            assert running.recorded == 1
            (answered,) = [review.question for review in store.reviews()]
            assert answered in first
            assert answered not in {item.question for item in running.session.queue(made.ctx.now())}
        again = Session(made.ctx.bank.summaries, store, running.session.settings, made.ctx.now())
        assert again.plan == running.session.plan, "whoever begins again finds the same day"
