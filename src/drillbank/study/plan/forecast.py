"""From the log to a plan: the best policy for what is there, and how lives under it end.  Imports numpy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from drillbank.errors import UsageError
from drillbank.model import Rating, Summary
from drillbank.study import day as days_
from drillbank.study import queue
from drillbank.study.plan import memory_arrays as fsrs
from drillbank.study.plan.ahead import Ahead
from drillbank.study.plan.choosing import ByPolicy
from drillbank.study.plan.memory_arrays import Floats, Ints
from drillbank.study.plan.policy import Policy
from drillbank.study.plan.search import best_policy
from drillbank.study.plan.simulate import Draws, Items, Lives, State, live
from drillbank.study.schedule import Memory
from drillbank.study.settings import SHORT_DAY_MINUTES, Settings

LONGEST_DAYS = 365
HOLDS = 0.8
BAND = 0.1, 0.9
MOST_KNOWN, MOST_NEW = 2_000, 2_000  # items looked at; of a larger bank the rest of the new ones will not fit anyway
LIVES, MOST_DRAWS = 100, 6_000_000
SEED = 20261
DOUBT = 0.5  # how far (in logs) her stabilities may lie from what FSRS believes: the width of the band


@dataclass(frozen=True, slots=True)
class Stock:
    """The questions of a plan in the order in which new ones are begun, and those left out for their number."""

    questions: tuple[Summary, ...]
    items: Items
    beyond: tuple[Summary, ...]


def forecast(
    summaries: Mapping[str, Summary],
    memories: Mapping[str, Memory],
    hidden: frozenset[str],
    settings: Settings,
    from_day: date,
    *,
    available: Callable[[Summary], bool] = queue.always,
) -> Ahead:
    """The plan from ``from_day`` to the day before the interview; raises UsageError where there is nothing to plan."""
    if settings.interview is None:
        raise UsageError("A plan needs an interview date: `drillbank config date 2026-12-21`.")
    days = (settings.interview - from_day).days
    if days < 1:
        raise UsageError(f"Nothing is left to plan: the interview date is {settings.interview.isoformat()}.")
    if days > LONGEST_DAYS:
        raise UsageError(f"A plan reaches {LONGEST_DAYS} days at most; {settings.interview.isoformat()} is further.")
    stock = take_stock(summaries, memories, hidden, settings, from_day, available)
    if not stock.questions:
        raise UsageError("The banks hold no question that this plan may ask.")
    minutes = settings.minutes - (queue.CLOSE_MINUTES if settings.minutes > SHORT_DAY_MINUTES else 0.0)
    code = settings.minutes * queue.KATA_SHARE
    policy = best_policy(stock.items, days=days, minutes=minutes, seed=SEED, code_minutes=code)
    return _told(stock, settings, from_day, days, policy, _lives(stock.items, policy, days, minutes, code))


def take_stock(
    summaries: Mapping[str, Summary],
    memories: Mapping[str, Memory],
    hidden: frozenset[str],
    settings: Settings,
    from_day: date,
    available: Callable[[Summary], bool],
) -> Stock:
    """Everything of weight that may be asked, as arrays."""
    wanted = [
        s
        for s in summaries.values()
        if settings.importance(s) > 0 and s.id not in hidden and s.id not in settings.dropped and available(s)
    ]
    wanted.sort(key=lambda s: queue.order_of_new(s, settings))
    known = [s for s in wanted if s.id in memories][:MOST_KNOWN]
    new = [s for s in wanted if s.id not in memories]
    chosen = {s.id for s in [*known, *new[:MOST_NEW]]}
    questions = tuple(s for s in wanted if s.id in chosen)
    return Stock(questions, _items(questions, memories, settings, from_day), tuple(new[MOST_NEW:]))


def _items(questions: Sequence[Summary], memories: Mapping[str, Memory], settings: Settings, from_day: date) -> Items:
    known = [memories.get(s.id) for s in questions]
    today = days_.as_number(from_day)

    def of_known(value: Callable[[Memory], float], otherwise: float) -> Floats:
        return np.array([otherwise if m is None else value(m) for m in known], float)

    minutes = np.array([s.minutes for s in questions])
    return Items(
        weight=np.array([settings.importance(s) for s in questions], float),
        new_minutes=minutes,
        known_minutes=minutes,
        is_code=np.array([s.kind == "coding" for s in questions]),
        first=np.cumsum(np.array([settings.standing.first(s.level) for s in questions]).reshape(-1, 4), axis=1),
        seen=np.array([m is not None for m in known]),
        stability=of_known(lambda m: m.stability, 1.0),
        difficulty=of_known(lambda m: m.difficulty, 5.0),
        last=np.minimum(of_known(lambda m: m.day(settings.rollover_hour) - today, 0.0), 0).astype(np.int64),
        failed=np.array([m is not None and (m.last_rating == Rating.AGAIN or m.sure_but_wrong) for m in known]),
        w=np.array(settings.parameters),
    )


class _Doubt:
    """Memories that are stabler or weaker than believed, by one factor a life."""

    def __init__(self, state: State, factor: Floats) -> None:
        self._state = state
        self._factor = factor

    def recall(self, at: tuple[Ints, Ints], day: int) -> Floats:
        return fsrs.curve(
            (day - self._state.last[at]) / (self._state.stability[at] * self._factor[at[0]]), self._state.decay
        )

    def answered(self, at: tuple[Ints, Ints], ratings: Ints, day: int) -> None:
        """The state itself learns."""

    def on_the_day(self, day: int) -> Floats:
        elapsed = np.maximum(day - self._state.last, 0)
        chance = fsrs.curve(elapsed / (self._state.stability * self._factor[:, None]), self._state.decay)
        return np.where(self._state.seen, chance, 0.0)


def _lives(items: Items, policy: Policy, days: int, minutes: float, code_minutes: float) -> Lives:
    count = int(max(10, min(LIVES, MOST_DRAWS // (days * len(items)))))
    draws = Draws.make(count, days, len(items), SEED + 7)
    places = (np.random.default_rng(SEED).permutation(count) + 0.5) / count
    factor = np.exp(DOUBT * _normal(places))
    choice = ByPolicy(items, [policy] * count, days)
    return live(
        items,
        choice,
        draws,
        np.arange(count),
        days=days,
        minutes=minutes,
        code_minutes=code_minutes,
        truth=lambda state: _Doubt(state, factor),
    )


def _normal(places: Floats) -> Floats:
    from statistics import NormalDist

    return np.array([NormalDist().inv_cdf(float(place)) for place in places])


def _told(stock: Stock, settings: Settings, from_day: date, days: int, policy: Policy, lives: Lives) -> Ahead:
    assert settings.interview is not None
    beyond = sum(settings.importance(s) for s in stock.beyond)
    ready = lives.recall @ stock.items.weight / (stock.items.weight.sum() + beyond)
    low, high = np.quantile(ready, BAND)
    recall, seen = lives.recall.mean(axis=0), lives.seen.mean(axis=0) >= 0.5

    def ids(which: Iterable[np.bool_]) -> tuple[str, ...]:
        return tuple(s.id for s, fits in zip(stock.questions, which, strict=True) if fits)

    return Ahead(
        interview=settings.interview,
        from_day=from_day,
        policy=policy,
        readiness=round(float(ready.mean()), 4),
        low=round(float(low), 4),
        high=round(float(high), 4),
        minutes_a_day=round(float(lives.minutes.mean()), 1),
        days=days,
        holds=ids(seen & (recall >= HOLDS)),
        shaky=ids(seen & (recall < HOLDS)),
        cut=(*ids(~seen), *(s.id for s in stock.beyond)),
    )
