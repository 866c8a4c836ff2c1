from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from drillbank.errors import UnknownQuestion, UsageError
from drillbank.model import Rating, Summary
from drillbank.study import recording
from drillbank.study import store as stores
from drillbank.study.queue import Item
from drillbank.study.recording import Answer
from drillbank.study.session import Session
from drillbank.study.settings import Settings
from drillbank.study.store import Store

from .makers import CHINA, NOON, make_review, summary

AREAS = ("transformers", "evaluation", "alignment")


def bank(theory: int = 30, katas: int = 4, **changes: object) -> dict[str, Summary]:
    summaries = {
        f"t{n:02}": summary(f"t{n:02}", topic=f"{AREAS[n % 3]}/leaf{n % 5}", level=1 + n % 4) for n in range(theory)
    }
    summaries |= {f"k{n}": summary(f"k{n}", kind="coding", minutes=10.0, language="python") for n in range(katas)}
    return {identity: with_changes(value, changes) for identity, value in summaries.items()}


def with_changes(value: Summary, changes: Mapping[str, object]) -> Summary:
    return summary(value.id, **{**{name: getattr(value, name) for name in value.__slots__ if name != "id"}, **changes})


def learn(store: Store, questions: Sequence[str], days_ago: int, rating: int = 3, **changes: object) -> None:
    for n, question in enumerate(questions):
        when = NOON - timedelta(days=days_ago, minutes=n)
        store.append(make_review(question, rating, when, entropy=hash((question, days_ago)) % 2**60 + 1, **changes))


def names(items: Sequence[Item]) -> list[str]:
    return [item.question for item in items]


def answer(question: str, rating: int | None = 3, **changes: object) -> Answer:
    values: dict[str, object] = {"text": "words", "rating": None if rating is None else Rating(rating), **changes}
    return Answer(question=question, **values)  # type: ignore[arg-type]


def test_a_day_is_warm_up_recall_and_one_kata_within_the_minutes(store: Store) -> None:
    learn(store, ["t00", "t01"], 1, 1, confidence=4)
    learn(store, ["t02", "t03", "t04", "t05"], 10)
    session = Session(bank(), store, Settings(minutes=30), NOON)
    plan = session.plan
    assert sorted(names(plan.part("warm-up"))) == ["t00", "t01"]
    assert {item.why for item in plan.part("warm-up")} == {"sure-but-wrong"}
    assert [item.why for item in plan.part("kata")] == ["kata"]
    recall = plan.part("recall")
    assert {item.question for item in recall if item.why == "due"} == {"t02", "t03", "t04", "t05"}
    assert sum(item.why == "new" for item in recall) == 3  # 30 − 1 close − 4 − 10 kata − 8 due = 7 minutes
    assert plan.minutes <= 30
    assert plan.items == (*plan.part("warm-up"), *recall, *plan.part("kata"))
    assert session.progress(NOON).total == len(plan.items) == 10
    assert session.progress(NOON).minutes_left == plan.minutes


def test_first_day_is_all_new_the_heaviest_area_and_the_easiest_level_first(store: Store) -> None:
    settings = Settings(minutes=100, new_per_day=3, weights={"alignment": 3, "evaluation": 1})
    summaries = bank(katas=0)
    plan = Session(summaries, store, settings, NOON).plan
    assert len(plan.items) == 3
    assert {summaries[question].area for question in names(plan.items)} == {"alignment"}
    assert sorted(summaries[question].level for question in names(plan.items)) == [1, 1, 2]
    assert {item.why for item in plan.items} == {"new"}


def test_the_most_forgotten_come_first_when_minutes_are_short(store: Store) -> None:
    learn(store, ["t00", "t01", "t02"], 10)
    learn(store, ["t03", "t04"], 40)
    plan = Session(bank(), store, Settings(minutes=5), NOON).plan
    assert sorted(names(plan.items)) == ["t03", "t04"]


def test_same_day_same_order_and_another_order_tomorrow(store: Store, database: Path) -> None:
    learn(store, [f"t{n:02}" for n in range(12)], 30)
    settings = Settings(minutes=40)
    morning = Session(bank(), store, settings, NOON - timedelta(hours=5)).plan
    with stores.open(database, "here") as again:
        night = Session(bank(), again, settings, NOON + timedelta(hours=15, minutes=59)).plan
    assert morning == night
    tomorrow = Session(bank(), store, settings, NOON + timedelta(days=1)).plan
    assert sorted(names(tomorrow.part("recall"))) == sorted(names(morning.part("recall")))
    assert names(tomorrow.part("recall")) != names(morning.part("recall"))


def test_a_session_is_resumed_where_it_stopped(store: Store, database: Path) -> None:
    learn(store, [f"t{n:02}" for n in range(6)], 30)
    session = Session(bank(), store, Settings(), NOON)
    whole = session.queue(NOON)
    asked = []
    for minute in range(3):
        item = session.next(NOON + timedelta(minutes=minute))
        assert item is not None
        asked.append(item)
        session.record(answer(item.question), NOON + timedelta(minutes=minute))
    with stores.open(database, "here") as again:
        resumed = Session(bank(), again, Settings(), NOON + timedelta(hours=3))
        assert resumed.queue(NOON + timedelta(hours=3)) == whole[3:]
        assert resumed.done() == tuple(asked)
        assert resumed.progress(NOON).answered == 3
        assert resumed.plan == session.plan


ACTS = st.lists(st.tuples(st.sampled_from(["answer", "undo", "bury"]), st.integers(1, 4), st.booleans()), max_size=10)


@hypothesis_settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS, st.integers(0, 2**30))
def test_the_plan_of_a_day_never_changes_whatever_is_done(
    another: Callable[[str], Store], acts: list[tuple[str, int, bool]], seed: int
) -> None:
    store = another("here")
    chance = random.Random(seed)
    for n in range(10):
        learn(
            store, [f"t{n:02}"], chance.randrange(1, 40), chance.choice([1, 2, 3, 4]), confidence=chance.choice([1, 4])
        )
    summaries = bank()
    session = Session(summaries, store, Settings(), NOON)
    now, answers = NOON, 0
    for act, rating, certain in acts:
        now += timedelta(minutes=7)
        item = session.next(now)
        if act == "undo":  # of today's answers: taking back one of yesterday does change the morning
            answers -= answers > 0 and session.undo(now) is not None
        elif item is not None and act == "bury":
            session.bury(item.question, now)
        elif item is not None:
            session.record(answer(item.question, rating, confidence=4 if certain else 2), now)
            answers += 1
        fresh = Session(summaries, store, Settings(), now)
        assert fresh.plan == session.plan
        assert fresh.queue(now) == session.queue(now)


def test_undo_brings_the_question_back_to_its_place(store: Store) -> None:
    learn(store, [f"t{n:02}" for n in range(6)], 30)
    session = Session(bank(), store, Settings(), NOON)
    before, memories = session.queue(NOON), store.memories()
    session.record(answer(before[0].question), NOON)
    undone = session.undo(NOON)
    assert undone is not None
    assert undone.question == before[0].question
    assert session.queue(NOON) == before
    assert store.memories() == memories


def test_certain_and_wrong_returns_after_five_minutes_and_the_next_day(store: Store) -> None:
    session = Session(bank(), store, Settings(), NOON)
    first = session.queue(NOON)[0].question
    recorded = session.record(answer(first, 1, confidence=4), NOON)
    assert recorded.sure_but_wrong
    assert recorded.due == date(2026, 11, 25)
    early, late = NOON + timedelta(minutes=4, seconds=59), NOON + timedelta(minutes=5)
    assert names(session.queue(early))[-1] == first
    assert [item.question for item in session.waiting(early)] == [first]
    following = session.next(early)
    assert following is not None
    assert following.question != first
    returned = session.next(late)
    assert returned is not None
    assert (returned.question, returned.why, returned.part) == (first, "sure-but-wrong", "again")
    session.record(answer(first, 3, confidence=3), late)
    assert first not in names(session.queue(late + timedelta(hours=1)))
    tomorrow = Session(bank(), store, Settings(), NOON + timedelta(days=1))
    assert first in names(tomorrow.plan.part("warm-up"))


def test_nothing_is_asked_before_its_time_when_only_a_return_is_left(store: Store) -> None:
    session = Session(bank(theory=1, katas=0), store, Settings(), NOON)
    session.record(answer("t00", 1, confidence=4), NOON)
    assert session.next(NOON + timedelta(minutes=1)) is None
    assert session.next(NOON + timedelta(minutes=5)) is not None


def test_a_short_day_has_five_minutes_and_no_kata(store: Store) -> None:
    learn(store, [f"t{n:02}" for n in range(6)], 30)
    plan = Session(bank(), store, Settings(minutes=30).short(), NOON).plan
    assert 0 < plan.minutes <= 5
    assert plan.part("kata") == ()


def test_a_question_longer_than_the_day_is_better_than_an_empty_day(store: Store) -> None:
    plan = Session({"long": summary("long", minutes=12.0)}, store, Settings(minutes=5), NOON).plan
    assert names(plan.items) == ["long"]
    nothing = Session({}, store, Settings(), NOON)
    assert nothing.plan.items == ()
    assert nothing.next(NOON) is None
    assert nothing.progress(NOON).minutes_left == 0


def test_confusable_questions_stand_side_by_side_and_topics_change_elsewhere(store: Store) -> None:
    summaries = bank(theory=12, katas=0)
    summaries["t03"] = with_changes(summaries["t03"], {"related": ("t08",)})
    learn(store, list(summaries), 60)
    for offset in range(8):
        order = names(Session(summaries, store, Settings(minutes=60), NOON + timedelta(days=offset)).plan.items)
        assert sorted(order) == sorted(summaries)
        assert abs(order.index("t03") - order.index("t08")) == 1
        same = [a for a, b in pairwise(order) if summaries[a].topic == summaries[b].topic]
        assert len(same) <= 1


def test_new_questions_never_open_a_day_that_has_known_ones(store: Store) -> None:
    learn(store, ["t00"], 30)
    for offset in range(8):
        plan = Session(bank(katas=0), store, Settings(new_per_day=6), NOON + timedelta(days=offset)).plan
        assert plan.items[0].why == "due"
        assert sum(item.why == "new" for item in plan.items) == 6


def test_suspended_and_buried_questions_are_not_asked(store: Store) -> None:
    learn(store, ["t00", "t01", "t02"], 30)
    session = Session(bank(), store, Settings(new_per_day=0), NOON)
    session.suspend("t00", NOON)
    session.bury("t01", NOON)
    assert names(session.queue(NOON)) == ["t02"]
    tomorrow = NOON + timedelta(days=1)
    assert sorted(names(Session(bank(), store, Settings(new_per_day=0), tomorrow).queue(tomorrow))) == ["t01", "t02"]
    recording.resume(store, "t00", tomorrow)
    later = tomorrow + timedelta(days=1)
    assert "t00" in names(Session(bank(), store, Settings(new_per_day=0), later).queue(later))


def test_later_moves_a_question_behind_the_others_of_this_sitting(store: Store) -> None:
    session = Session(bank(katas=0), store, Settings(), NOON)
    order = names(session.queue(NOON))
    session.later(order[0])
    session.later(order[1])
    assert names(session.queue(NOON)) == [*order[2:], order[0], order[1]]
    session.later(order[0])
    assert names(session.queue(NOON)) == [*order[2:], order[1], order[0]]


def test_a_bumped_rev_asks_again_and_keeps_the_memory(store: Store) -> None:
    learn(store, ["t00"], 1, 4)
    assert Session(bank(), store, Settings(new_per_day=0), NOON).plan.items == ()
    changed = bank(rev=2)
    session = Session(changed, store, Settings(new_per_day=0), NOON)
    assert [(item.question, item.why) for item in session.plan.items] == [("t00", "due")]
    session.record(answer("t00"), NOON)
    memory = store.memory("t00")
    assert memory is not None
    assert (memory.rev, memory.reps) == (2, 2)
    assert Session(changed, store, Settings(new_per_day=0), NOON + timedelta(days=1)).plan.items == ()


def test_a_proposed_answer_leaves_the_question_in_the_queue(store: Store) -> None:
    session = Session(bank(), store, Settings(), NOON)
    before = session.queue(NOON)
    recorded = session.record(answer(before[0].question, None, confidence=4), NOON)
    assert recorded.due is None
    assert not recorded.sure_but_wrong
    assert session.queue(NOON) == before


def test_the_fourth_failure_makes_a_leech(store: Store) -> None:
    summaries = bank()
    flags = []
    for offset, rating in enumerate([1, 1, 3, 1, 1, 3]):
        now = NOON + timedelta(days=offset)
        flags.append(recording.record(store, summaries["t00"], answer("t00", rating), Settings(), now).leech)
    assert flags == [False, False, False, False, True, False]


def test_a_due_kata_goes_before_a_new_one_and_only_one_is_asked(store: Store) -> None:
    learn(store, ["k2", "k3"], 20)
    learn(store, ["k2"], 8)
    for offset, kata in ((0, "k3"), (1, "k3")):
        plan = Session(bank(), store, Settings(), NOON + timedelta(days=offset)).plan
        assert [(item.question, item.why) for item in plan.items if item.question.startswith("k")] == [(kata, "kata")]


def test_a_question_that_cannot_be_worked_on_here_is_not_asked(store: Store) -> None:
    learn(store, ["k0"], 20)
    session = Session(bank(), store, Settings(), NOON, available=lambda s: s.kind != "coding")
    assert session.plan.items
    assert session.plan.part("kata") == ()


def test_a_clock_that_ran_ahead_does_not_put_questions_off(store: Store) -> None:
    learn(store, ["t00"], 30)
    store.append(make_review("t00", 4, NOON + timedelta(days=900)))
    session = Session(bank(), store, Settings(new_per_day=0), NOON)
    assert names(session.queue(NOON)) == ["t00"]
    session.record(answer("t00"), NOON)
    assert session.queue(NOON) == ()
    tomorrow = NOON + timedelta(days=1)
    assert Session(bank(), store, Settings(new_per_day=0), tomorrow).queue(tomorrow) == ()


def test_flying_keeps_the_day_of_each_answer(store: Store) -> None:
    evening = datetime(2026, 11, 24, 23, 0, tzinfo=CHINA)
    session = Session(bank(), store, Settings(), evening)
    item = session.queue(evening)[0]
    session.record(answer(item.question), evening)
    landed = (evening + timedelta(hours=12)).astimezone(timezone(timedelta(hours=-8)))  # 19:00 of the same date
    again = Session(bank(), store, Settings(), landed)
    assert again.day == session.day
    assert item.question in names(again.done())


def test_an_unknown_question_and_an_impossible_confidence_are_refused(store: Store) -> None:
    session = Session(bank(), store, Settings(), NOON)
    with pytest.raises(UnknownQuestion, match="nowhere"):
        session.record(answer("nowhere"), NOON)
    with pytest.raises(UsageError, match=r"1 \(guess\) to 4"):
        session.record(answer("t00", confidence=5), NOON)
    assert list(store.reviews()) == []
