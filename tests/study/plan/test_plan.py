"""The plan: arrays against fsrs, worth against both, simulator, search, shelf, and the queue that follows it."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import fsrs as reference
import numpy as np
import pytest

from drillbank.errors import UsageError
from drillbank.model import Summary
from drillbank.study import day as days
from drillbank.study import parameters, queue, schedule
from drillbank.study.plan import choices, fsrs6, memory_arrays, placement, shelf, worth
from drillbank.study.plan.ahead import Ahead, of_document, to_document
from drillbank.study.plan.choosing import ByPolicy
from drillbank.study.plan.forecast import forecast, take_stock
from drillbank.study.plan.policy import Policy
from drillbank.study.plan.search import best_policy, mean_recall
from drillbank.study.plan.simulate import Draws, Items, State, fresh, live
from drillbank.study.plan.wrong_memory import Traces
from drillbank.study.session import Session
from drillbank.study.settings import Settings
from drillbank.study.store import Store

from ..makers import NOON, make_review, summary

TODAY = NOON.date()
INTERVIEW = TODAY + timedelta(days=14)
FIRST = np.cumsum(placement.FIRST)


def made(n: int, *, minutes: float = 1.0) -> Items:
    weight = np.sort(np.random.default_rng(1).choice([1.0, 2.0, 3.0], n))[::-1].copy()
    return fresh(weight, np.full(n, minutes), np.full(n, minutes / 2), np.repeat(FIRST[None, :], n, axis=0))


def bank(theory: int = 30, katas: int = 4) -> dict[str, Summary]:
    areas = ("transformers", "evaluation", "alignment")
    found = {f"t{n:02}": summary(f"t{n:02}", topic=f"{areas[n % 3]}/leaf", level=1 + n % 4) for n in range(theory)}
    return found | {f"k{n}": summary(f"k{n}", kind="coding", minutes=10.0, language="python") for n in range(katas)}


# The model


def test_the_parameters_are_those_of_fsrs() -> None:
    from fsrs import scheduler

    assert reference.Scheduler().parameters == parameters.DEFAULT
    assert (parameters.LEAST, parameters.MOST) == (scheduler.LOWER_BOUNDS_PARAMETERS, scheduler.UPPER_BOUNDS_PARAMETERS)


@pytest.mark.parametrize("seed", range(20))
def test_a_life_in_arrays_is_the_life_of_a_card(seed: int) -> None:
    random_ = random.Random(seed)
    scheduler = reference.Scheduler(enable_fuzzing=False)
    card = reference.Card(card_id=1, due=datetime(2026, 1, 1, tzinfo=UTC))
    state = State(made(1), 1)
    at = np.array([0]), np.array([0])
    day = 0
    for _ in range(15):
        rating = random_.choice((1, 2, 3, 3, 3, 4))
        when = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day)
        if card.stability is not None:
            assert state.recall(at, day)[0] == pytest.approx(scheduler.get_card_retrievability(card, when), abs=1e-6)
        card, _ = scheduler.review_card(card, reference.Rating(rating), when)
        state.answered(at, np.array([rating]), day)
        assert state.stability[0, 0] == pytest.approx(card.stability, rel=1e-6)
        assert state.difficulty[0, 0] == pytest.approx(card.difficulty, rel=1e-6)
        day += random_.choice((1, 1, 2, 5, 17, 60))


def test_worth_is_what_the_two_outcomes_bring_by_fsrs() -> None:
    scheduler = reference.Scheduler(enable_fuzzing=False)
    begun = datetime(2026, 1, 1, tzinfo=UTC)
    card = reference.Card(card_id=1, due=begun, state=reference.State.Review, stability=6.0, difficulty=4.0)
    card.last_review = begun
    now, the_day = begun + timedelta(days=5), begun + timedelta(days=12)
    chance = scheduler.get_card_retrievability(card, now)
    ends = []
    for rating in (reference.Rating.Good, reference.Rating.Again):
        after, _ = scheduler.review_card(card, rating, now)
        ends.append(scheduler.get_card_retrievability(after, the_day))
    expected = chance * ends[0] + (1 - chance) * ends[1] - scheduler.get_card_retrievability(card, the_day)
    assert worth.gain(6.0, 4.0, 5, 7) == pytest.approx(expected, abs=1e-6)
    assert 0.05 < expected < 0.5


def test_the_arrays_score_by_the_same_worth() -> None:
    n = 40
    random_ = np.random.default_rng(3)
    items = replace(
        made(n),
        seen=np.arange(n) < 30,
        stability=np.exp(random_.normal(1, 1, n)),
        difficulty=random_.uniform(1, 10, n),
        last=-random_.integers(1, 20, n),
    )
    policy = Policy(0.9, 10, 3, patience=0.5, eagerness=3.0)
    scores = ByPolicy(items, [policy], 10).scores(State(items, 1), 2)[0]
    for column in range(n):
        if items.seen[column]:
            elapsed = 2 - items.last[column]
            gain = worth.gain(items.stability[column], items.difficulty[column], elapsed, 8)
            value = gain * elapsed**0.5 * items.weight[column] / items.known_minutes[column]
            expected = value if gain >= 0.005 else -np.inf
        else:
            expected = 3.0 * worth.gain_of_new(placement.FIRST, 8) * items.weight[column] / items.new_minutes[column]
        assert scores[column] == pytest.approx(expected, rel=1e-3), column


def test_fitted_parameters_are_those_of_the_arrays_too() -> None:
    w = (*parameters.DEFAULT[:8], 1.2, *parameters.DEFAULT[9:20], 0.4)
    items = replace(made(6), seen=np.ones(6, bool), stability=np.arange(1.0, 7.0), last=np.full(6, -4, np.int64),
                    w=np.array(w))  # fmt: skip
    state = State(items, 1)
    scores = ByPolicy(items, [Policy(0.9, 10, 3)], 10).scores(state, 0)[0]
    for column in range(6):
        value = worth.gain(items.stability[column], 5.0, 4, 10, w) * items.weight[column] / items.known_minutes[column]
        assert scores[column] == pytest.approx(value, rel=1e-3)
    scheduler = reference.Scheduler(w, enable_fuzzing=False)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    card = reference.Card(card_id=1, due=start, state=reference.State.Review, stability=3.0, difficulty=5.0)
    card.last_review = start
    when = start + timedelta(days=4)
    at = np.array([0]), np.array([2])
    assert state.recall(at, 0)[0] == pytest.approx(scheduler.get_card_retrievability(card, when), abs=1e-9)
    state.answered(at, np.array([3]), 0)
    assert state.stability[0, 2] == pytest.approx(scheduler.review_card(card, reference.Rating.Good, when)[0].stability)


# The other memory


def test_the_other_memory_fades_and_grows_with_each_asking_whatever_its_rating() -> None:
    items = made(2)
    real = Traces(State(items, 1))
    both = np.zeros(2, np.int64), np.arange(2)
    real.answered(both, np.array([1, 4]), 0)
    chances = [real.recall(both, day) for day in (1, 2, 8, 40)]
    assert all(chance[0] == chance[1] for chance in chances), "a rating leaves no mark"
    assert chances[0][0] == pytest.approx(1 / (1 + np.exp(-0.55 / 0.3)))
    assert [c[0] for c in chances] == sorted((c[0] for c in chances), reverse=True)
    real.answered((both[0][:1], both[1][:1]), np.array([1]), 8)
    assert real.on_the_day(9)[0, 0] > chances[1][0] > real.on_the_day(9)[0, 1] > 0.3
    assert Traces(State(items, 1)).on_the_day(5).tolist() == [[0.0, 0.0]]


def test_the_other_memory_begins_where_the_believed_one_stands() -> None:
    items = replace(made(3), seen=np.array([True, True, False]), stability=np.array([3.0, 40.0, 1.0]),
                    last=np.array([-6, -6, 0]))  # fmt: skip
    state = State(items, 1)
    assert Traces(state).on_the_day(0) == pytest.approx(state.on_the_day(0), abs=1e-6)


class RoundRobin:
    """Everything in turn, whatever is known."""

    def scores(self, state: State, day: int) -> Any:
        return np.where(state.seen, day - state.last, 1e4 - np.arange(state.seen.shape[1])).astype(np.float32)

    def answered(self, at: Any, ratings: Any, day: int) -> None:
        """It does not listen."""


def test_the_plan_hardly_loses_to_a_round_robin_where_memory_is_another_and_wins_where_it_is_believed() -> None:
    items = made(150)
    draws, rows = Draws.make(40, 14, 150, 8), np.arange(40)
    policy = best_policy(items, days=14, minutes=15.0, seed=3)
    uncorrected = replace(policy, patience=0.0, eagerness=1.0)

    def ready(choice: Any, truth: Any) -> Any:
        ended = live(items, choice, draws, rows, days=14, minutes=15.0, truth=truth)
        return (ended.recall @ items.weight).mean() / items.weight.sum()

    def plan(some: Policy) -> ByPolicy:
        return ByPolicy(items, [some] * 40, 14)

    assert ready(plan(policy), None) > ready(RoundRobin(), None) + 0.01
    lost = ready(RoundRobin(), Traces) - ready(plan(policy), Traces)
    assert lost < 0.01
    assert ready(RoundRobin(), Traces) - ready(plan(uncorrected), Traces) > 2 * lost


# The simulator


def test_no_simulated_day_is_longer_than_its_minutes_and_spare_minutes_are_used() -> None:
    items = made(120)
    ended = live(items, ByPolicy(items, [Policy(0.9, 3, 10)] * 20, 20), Draws.make(20, 20, 120, 1), np.arange(20),
                 days=20, minutes=15.0)  # fmt: skip
    assert ended.minutes.max() <= 15.0
    assert ended.minutes.min() >= 13.5
    assert ended.seen.all()


def test_one_coding_question_a_day_and_no_more() -> None:
    items = replace(
        made(30, minutes=2.0), is_code=np.arange(30) < 10, new_minutes=np.where(np.arange(30) < 10, 8.0, 2.0)
    )
    days_code: list[int] = []

    class Watched(ByPolicy):
        def answered(self, at: Any, ratings: Any, day: int) -> None:
            days_code.append(int(items.is_code[at[1]].sum()))
            super().answered(at, ratings, day)

    live(items, Watched(items, [Policy(0.9, 2, 3)], 12), Draws.make(1, 12, 30, 1), np.array([0]), days=12, minutes=20.0)
    assert max(days_code) == 1
    assert sum(days_code) >= 10


def test_common_luck_makes_equal_policies_equal_and_the_first_rating_as_likely_as_told() -> None:
    items = made(200)
    same = mean_recall(items, [Policy(0.9, 3, 10)] * 2, days=10, minutes=20.0, lives=5, seed=1)
    assert same[0] == pytest.approx(same[1], abs=1e-12)
    ratings: list[int] = []

    class Watched(ByPolicy):
        def answered(self, at: Any, given: Any, day: int) -> None:
            ratings.extend(given.tolist())
            super().answered(at, given, day)

    live(items, Watched(items, [Policy(0.9, 0, 200)] * 50, 1), Draws.make(50, 1, 200, 5), np.arange(50), days=1,
         minutes=200.0)  # fmt: skip
    shares = np.bincount(ratings, minlength=5)[1:] / len(ratings)
    assert shares == pytest.approx(placement.FIRST, abs=0.02)


def test_recall_succeeds_as_often_as_its_chance() -> None:
    n = 400
    items = replace(made(n), seen=np.ones(n, bool), stability=np.full(n, 5.0), last=np.full(n, -12, np.int64))
    ratings: list[int] = []

    class Watched(ByPolicy):
        def answered(self, at: Any, given: Any, day: int) -> None:
            ratings.extend(given.tolist())

    live(items, Watched(items, [Policy(0.9, 1, 0)] * 25, 1), Draws.make(25, 1, n, 5), np.arange(25), days=1,
         minutes=400.0)  # fmt: skip
    assert np.mean(np.array(ratings) > 1) == pytest.approx(fsrs6.recall(12, 5.0), abs=0.02)


# The search


def test_the_search_beats_fsrs_at_nine_tenths_where_time_is_short() -> None:
    items = made(300)
    policy = best_policy(items, days=14, minutes=15.0, seed=3)
    found = mean_recall(items, [policy, Policy(0.9, 0, 300)], days=14, minutes=15.0, lives=10, seed=99)
    assert found[0] > found[1] + 0.03


def test_a_search_of_600_items_and_60_days_takes_less_than_two_seconds_of_cpu() -> None:
    items = made(600)
    start = time.process_time()
    policy = best_policy(items, days=60, minutes=20.0, seed=3)
    assert time.process_time() - start < 2.0
    assert 0.7 <= policy.retention <= 0.95


# The forecast


def settings(**changes: object) -> Settings:
    return replace(Settings(minutes=20, interview=INTERVIEW), **changes)  # type: ignore[arg-type] # changes come by name


def test_more_minutes_make_readier_and_cut_less() -> None:
    little, much = (forecast(bank(90), {}, frozenset(), settings(minutes=minutes), TODAY) for minutes in (8.0, 45.0))
    assert little.readiness < much.readiness
    assert len(little.cut) > len(much.cut)
    assert little.low <= little.readiness <= little.high
    assert much.minutes_a_day <= 44
    every = {*little.holds, *little.shaky, *little.cut}
    assert every == set(bank(90))
    assert len(little.holds) + len(little.shaky) + len(little.cut) == len(every)


def test_what_weighs_most_is_cut_last_and_a_kept_question_is_not_cut() -> None:
    wished = settings(minutes=8.0, weights={"transformers": 3, "evaluation": 1})
    summaries = bank(120, 0)
    ahead = forecast(summaries, {}, frozenset(), wished, TODAY)
    areas = [summaries[id].area for id in ahead.cut]
    assert areas.count("evaluation") > areas.count("transformers")
    assert "alignment" not in {summaries[id].area for id in (*ahead.cut, *ahead.holds, *ahead.shaky)}
    last, first = ahead.cut[-1], (*ahead.holds, *ahead.shaky)[0]
    swapped = forecast(
        summaries, {}, frozenset(), replace(wished, kept=frozenset({last}), dropped=frozenset({first})), TODAY
    )
    assert last not in swapped.cut
    assert first not in (*swapped.cut, *swapped.holds, *swapped.shaky)


def test_what_a_large_bank_holds_beyond_the_items_looked_at_is_cut_and_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = forecast(bank(60, 0), {}, frozenset(), settings(minutes=3.0), TODAY)
    monkeypatch.setattr("drillbank.study.plan.forecast.MOST_NEW", 40)
    part = forecast(bank(60, 0), {}, frozenset(), settings(minutes=3.0), TODAY)
    assert {*part.holds, *part.shaky, *part.cut} == set(bank(60, 0))
    assert part.readiness == pytest.approx(whole.readiness, abs=0.04)


def test_a_plan_needs_a_date_ahead_and_near_enough() -> None:
    for interview, says in (
        (None, "needs an interview date"),
        (TODAY, "Nothing is left"),
        (TODAY + timedelta(days=400), "365"),
    ):
        with pytest.raises(UsageError, match=says):
            forecast(bank(), {}, frozenset(), settings(interview=interview), TODAY)
    with pytest.raises(UsageError, match="no question"):
        forecast(bank(), {}, frozenset(bank()), settings(), TODAY)


def test_new_questions_stand_in_the_plan_in_the_order_in_which_the_queue_begins_them(store: Store) -> None:
    wished = settings(minutes=600.0, weights={"transformers": 2, "evaluation": 3, "alignment": 1}, new_per_day=200)
    stock = take_stock(bank(30, 0), {}, frozenset(), wished, TODAY, queue.always)
    dawn = queue._Dawn(bank(30, 0), store, wished, TODAY, 0, queue.always)
    assert [s.id for s in stock.questions] == [s.id for s in dawn.new(queue.always)]


# The shelf


def ahead(from_day: date = TODAY, retention: float = 0.8) -> Ahead:
    return Ahead(INTERVIEW, from_day, Policy(retention, 3, 2), 0.8, 0.7, 0.9, 20.0, 14, ("a",), (), ("b", "c"))


def test_a_plan_is_read_back_as_it_was_and_a_damaged_one_is_none(tmp_path: Path) -> None:
    assert of_document(to_document(ahead())) == ahead()
    file = tmp_path / "plan" / "x.json"
    assert shelf.load(file) is None
    shelf.save(file, ahead())
    assert shelf.load(file) == ahead()
    file.write_text(file.read_text()[:-5])
    assert shelf.load(file) is None
    file.write_text('{"interview": "2026-12-21"}')
    assert shelf.load(file) is None


def test_the_last_plan_made_up_to_today_is_in_force_for_the_same_wishes_only(store: Store, tmp_path: Path) -> None:
    for back, retention in ((5, 0.7), (2, 0.8), (-1, 0.9)):
        day = TODAY - timedelta(days=back)
        shelf.save(shelf.path(tmp_path, settings(), day, bank(), store), ahead(day, retention))
    found = shelf.in_force(tmp_path, settings(), TODAY)
    assert found is not None
    assert found.policy.retention == 0.8
    assert shelf.in_force(tmp_path, settings(minutes=25), TODAY) is None
    assert shelf.in_force(tmp_path, settings(interview=INTERVIEW + timedelta(days=1)), TODAY) is None


def test_an_answer_or_another_bank_makes_another_plan(store: Store, tmp_path: Path) -> None:
    before = shelf.path(tmp_path, settings(), TODAY, bank(), store)
    assert shelf.path(tmp_path, settings(), TODAY, bank(), store) == before
    assert shelf.path(tmp_path, settings(), TODAY, bank(31), store) != before
    store.append(make_review("t00", 3, NOON))
    assert shelf.path(tmp_path, settings(), TODAY, bank(), store) != before


def test_a_fit_makes_another_plan_and_the_last_one_is_followed_until_then(store: Store, tmp_path: Path) -> None:
    before = shelf.path(tmp_path, settings(), TODAY, bank(), store)
    shelf.save(before, ahead())
    w = (*parameters.DEFAULT[:20], 0.4)
    store.take_parameters(w, {}, NOON)
    fitted = settings(parameters=w)
    assert shelf.path(tmp_path, fitted, TODAY, bank(), store) != before
    assert shelf.in_force(tmp_path, fitted, TODAY) == ahead()
    promised = [forecast(bank(60), {}, frozenset(), s, TODAY).readiness for s in (settings(), fitted)]
    assert abs(promised[0] - promised[1]) > 0.01


def test_a_shelf_that_cannot_be_written_is_no_error_and_holds_twenty(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    shelf.save(tmp_path / "file" / "plan" / "x.json", ahead())
    for n in range(25):
        shelf.save(tmp_path / "plan" / f"{n:02}.json", ahead())
    assert len(list((tmp_path / "plan").iterdir())) == 20


# The queue that follows the plan


def learn(store: Store, questions: list[str], days_ago: int, rating: int = 3) -> None:
    for n, question in enumerate(questions):
        store.append(
            make_review(question, rating, NOON - timedelta(days=days_ago, minutes=n), entropy=n + 1 + days_ago * 99)
        )


def test_spare_minutes_go_to_what_is_worth_most(store: Store) -> None:
    known = [f"t{n:02}" for n in range(12)]
    learn(store, known[:6], 2, 3)
    learn(store, known[6:], 1, 3)
    summaries = bank(12, 0)
    without = Session(summaries, store, settings(minutes=13, new_per_day=0), NOON).plan
    assert not without.part("recall") or {item.why for item in without.items} <= {"due", "new"}
    plan = Session(summaries, store, settings(minutes=13, policy=Policy(0.7, 2, 0)), NOON).plan
    assert {item.why for item in plan.items} == {"worth"}
    assert {item.question for item in plan.items} <= set(known[:6]), "longer ago is worth more"
    assert plan.minutes <= 13


def test_patience_prefers_what_was_asked_long_ago_and_eagerness_what_was_never_asked(store: Store) -> None:
    learn(store, ["t00"], 3, 1)
    learn(store, ["t01"], 20, 4)
    summaries = {id: one for id, one in bank(3, 0).items() if id in ("t00", "t01", "t02")}

    def first(patience: float, eagerness: float) -> str:
        policy = Policy(0.9, 14, 0, patience, eagerness)
        (item,) = Session(summaries, store, settings(minutes=3, policy=policy), NOON).plan.items
        return item.question

    assert first(0.0, 0.01) == "t00", "missed lately: most to gain"
    assert first(3.0, 0.01) == "t01"
    assert first(0.0, 100.0) == first(3.0, 10_000.0) == "t02"


def test_near_the_date_worth_decides_and_after_it_the_plan_is_over(store: Store) -> None:
    learn(store, [f"t{n:02}" for n in range(10)], 9)
    wished = settings(minutes=100, interview=TODAY + timedelta(days=2), policy=Policy(0.9, 3, 5))
    near = Session(bank(30, 0), store, wished, NOON).plan
    assert {item.why for item in near.items} == {"worth", "new"}
    assert sum(item.why == "new" for item in near.items) == 20
    after = Session(bank(30, 0), store, replace(wished, interview=TODAY - timedelta(days=1), new_per_day=1), NOON).plan
    assert {item.why for item in after.items} == {"due", "new"}
    assert sum(item.why == "new" for item in after.items) == 1


def test_dropped_questions_are_not_asked_before_the_date_and_kept_ones_come_first(store: Store) -> None:
    learn(store, ["t00", "t01"], 9)
    wished = settings(minutes=5, policy=Policy(0.9, 0, 2), dropped=frozenset({"t00", "t02"}), kept=frozenset({"t29"}))
    asked = {item.question for item in Session(bank(30, 0), store, wished, NOON).plan.items}
    assert asked == {"t01", "t29"}
    over = replace(wished, interview=TODAY - timedelta(days=1), minutes=200, new_per_day=200)
    assert "t00" in {item.question for item in Session(bank(30, 0), store, over, NOON).plan.items}


def test_a_kata_of_the_plan_is_the_one_worth_most(store: Store) -> None:
    learn(store, ["k0", "k1"], 12)
    plan = Session(bank(0, 4), store, settings(minutes=30, policy=Policy(0.9, 0, 2)), NOON).plan
    assert [item.why for item in plan.items] == ["kata"]
    assert plan.items[0].question in {"k2", "k3"}, "a new one adds more than a repetition"


def test_nothing_is_told_to_be_due_after_an_interview_ahead(store: Store) -> None:
    learn(store, ["t00"], 30)
    learn(store, ["t00"], 0, 4)
    memory = store.memory("t00")
    assert memory is not None
    assert schedule.due_date(memory, 0.9, 4) > INTERVIEW
    assert settings().due_date(memory, TODAY) == INTERVIEW
    assert settings().due_date(memory, INTERVIEW + timedelta(days=1)) == schedule.due_date(memory, 0.9, 4)


def test_the_simulator_fills_a_day_as_the_queue_does(store: Store) -> None:
    known = [f"t{n:02}" for n in range(14)]
    learn(store, known[:7], 6)
    learn(store, known[7:], 3)
    summaries = bank(30, 4)
    for policy in (Policy(0.9, 2, 3), Policy(0.8, 14, 3), Policy(0.95, 1, 1), Policy(0.9, 14, 3, 1.5, 5.0)):
        wished = settings(minutes=31, policy=policy)
        asked = {item.question for item in Session(summaries, store, wished, NOON).plan.items}
        stock = take_stock(summaries, store.memories(), frozenset(), wished, TODAY, queue.always)
        picked: list[str] = []

        class Watched(ByPolicy):
            def answered(self, at: Any, ratings: Any, day: int) -> None:
                picked.extend(stock.questions[column].id for column in at[1])  # noqa: B023 - used within the turn
                super().answered(at, ratings, day)

        days_left = (INTERVIEW - TODAY).days
        luck = Draws.make(1, 1, len(stock.items), 1)
        choice = Watched(stock.items, [policy], days_left)
        live(stock.items, choice, luck, np.array([0]), days=1, minutes=30.0)
        common = asked & set(picked)
        assert len(common) >= 0.8 * len(asked), (policy, asked ^ set(picked))  # fuzz moves a due date here and there


# Choices and placement


def test_the_last_choice_of_a_question_counts(store: Store) -> None:
    for n, (question, choice) in enumerate((("a", "keep"), ("b", "drop"), ("a", "drop"), ("b", "free"), ("c", "keep"))):
        choices.choose(store, question, choice, NOON + timedelta(minutes=n))
    assert choices.of_store(store) == (frozenset({"c"}), frozenset({"a"}))
    with pytest.raises(UsageError, match="kept, dropped or left free"):
        choices.choose(store, "a", "maybe", NOON)


def test_placement_finds_the_level_and_moves_first_chances() -> None:
    assert placement.standing([]).start_level == 1
    strong = placement.standing([(1, 4), (2, 4), (3, 4), (3, 4), (4, 3), (4, 3), (5, 2), (2, 4)])
    weak = placement.standing([(1, 2), (2, 1), (3, 1), (3, 1), (4, 1), (4, 1), (5, 1), (2, 1)])
    assert strong.start_level >= 3
    assert weak.start_level == 1
    assert strong.first(3)[0] < placement.FIRST[0] < weak.first(3)[0]
    for level in (1, 5):
        assert sum(strong.first(level)) == pytest.approx(1.0)
    assert placement.standing([]).first(5) == pytest.approx(placement.FIRST)


def test_placement_takes_the_later_answer_and_ignores_what_it_cannot_read(store: Store) -> None:
    for n, data in enumerate(({"level": 3, "answer": 1}, {"level": 3, "answer": 4}, {"level": "x"}, {})):
        store.append_event("placement", "a" if n < 2 else f"b{n}", data, NOON + timedelta(minutes=n))
    assert placement.of_store(store) == placement.standing([(3, 4)])


def test_placement_items_are_eight_of_the_role_spread_over_levels() -> None:
    items = placement.items(bank(40), {"transformers": 3, "evaluation": 1})
    assert len(items) == 8
    assert {s.area for s in items} == {"transformers", "evaluation"}
    assert {s.level for s in items} == {1, 2, 3, 4}
    assert all(s.kind != "coding" for s in items)
    assert [s.level for s in items] == sorted(s.level for s in items)


def test_her_level_comes_first_among_equals(store: Store) -> None:
    standing = placement.standing([(3, 4), (3, 4), (2, 4), (2, 4), (4, 2), (4, 2)])
    assert standing.start_level == 3
    plan = Session(bank(30, 0), store, Settings(minutes=100, new_per_day=5, standing=standing), NOON).plan
    assert {bank()[item.question].level for item in plan.items} == {3}


def test_memory_arrays_take_parameters_of_each_learner() -> None:
    w = np.repeat(memory_arrays.DEFAULT[None, :], 2, axis=0)
    w[1, 8] += 0.5
    stability, _ = memory_arrays.again(np.full(2, 5.0), np.full(2, 5.0), np.full(2, 0.9), np.full(2, 3), w)
    assert stability[1] > stability[0] > 5.0
    assert days.as_number(TODAY) > 0
