"""The queue of one study day: what is asked, in which order, within the minutes there are.

    warm-up   questions she was certain of and missed
    recall    due ones, the most forgotten first, then new ones by weight; mixed, confusable ones side by side
    kata      one coding question: the one due longest, else a new one
    close     one sentence

With a plan to an interview, spare minutes go to what is worth most on that day, and near it all minutes do.

Everything is decided from the memories as they stood when the day began, so that the plan is the same all day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, Literal, TypeAlias

from drillbank.bank.catalogue import catalogue
from drillbank.bank.entry import shuffle
from drillbank.model import KINDS, Kind, Summary
from drillbank.study import day as days
from drillbank.study import schedule
from drillbank.study.mixing import mixed
from drillbank.study.plan import worth
from drillbank.study.plan.policy import LEAST_GAIN
from drillbank.study.schedule import Memory
from drillbank.study.settings import SHORT_DAY_MINUTES, Settings

if TYPE_CHECKING:
    from drillbank.bank.stock import Stock
    from drillbank.study.store import Store

Why: TypeAlias = Literal["due", "new", "sure-but-wrong", "kata", "worth"]
Part: TypeAlias = Literal["warm-up", "recall", "kata", "again"]

CLOSE_MINUTES = 1.0
KATA_SHARE = 2 / 3  # a kata may take this much of the day's minutes
SMALLEST_MINUTES = 1.0  # what is left when the day counts as full: looking for more would cost a look at all
FIRST_LOOK = 256  # how many overdue memories are read at first
LOOK_FURTHER = 8  # how many times more each time these do not fill the day
MOST_BY_WORTH = 2_048  # memories, and new questions, that are weighed by worth
ALMOST_CERTAIN = 0.99  # a retention at which everything not quite fresh counts as overdue
LOOKED_UP = 64  # questions at once, where an order of memories is followed
FIRST_NEW = 32  # candidates for something new that are looked up at first
LOOK_ON = 64  # how many candidates too long for the minutes left are passed over before the purse is closed


@dataclass(frozen=True, slots=True)
class Item:
    """One question of the day.  ``not_before_ms`` (UTC) holds back a question that returns on the same day."""

    question: str
    why: Why
    minutes: float
    part: Part
    not_before_ms: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole day as it was planned when it began, whatever has been answered since."""

    day: date
    budget: float  # minutes wished for
    items: tuple[Item, ...]
    close_minutes: float

    def part(self, part: Part) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.part == part)

    @property
    def minutes(self) -> float:
        return sum(item.minutes for item in self.items) + self.close_minutes


def always(summary: Summary) -> bool:
    """Every question can be worked on."""
    return True


def build(
    summaries: Mapping[str, Summary],
    store: Store,
    settings: Settings,
    now: datetime,
    *,
    available: Callable[[Summary], bool] = always,
) -> Plan:
    """Plan the study day that ``now`` belongs to."""
    today = days.day_of(now, settings.rollover_hour)
    settings = settings.on(today)
    start = days.start_ms(today, days.offset_minutes(now), settings.rollover_hour)
    dawn = _Dawn(summaries, store, settings, today, start, available)
    close = CLOSE_MINUTES if settings.minutes > SHORT_DAY_MINUTES else 0.0
    purse = _Purse(settings.minutes - close)

    missed = list(dawn.sure_but_wrong())
    warm_up = purse.take((s for s in missed if s.kind != "coding"), "sure-but-wrong", "warm-up")
    kata = _kata(dawn, missed, settings, purse)
    recall = mixed(_recall(dawn, settings, purse), summaries, today)
    items = [*warm_up, *recall, *kata]
    if not items:  # the one question that is longer than the day is better than an empty day
        items = list(dawn.anything())
    return Plan(today, settings.minutes, tuple(items), close if items else 0.0)


class _Purse:
    """The minutes that are left; ``take`` spends them in the order of the candidates."""

    def __init__(self, minutes: float) -> None:
        self.left = minutes
        self.taken: set[str] = set()

    def take(
        self, candidates: Iterable[Summary], why: Why, part: Part, *, at_most: int | None = None, cap: float = 1e9
    ) -> list[Item]:
        items: list[Item] = []
        if self.left <= SMALLEST_MINUTES or at_most == 0:
            return items
        too_long = 0
        for summary in candidates:
            if summary.id in self.taken:
                continue
            if summary.minutes > min(self.left, cap):
                too_long += 1
                if too_long == LOOK_ON:
                    break
                continue
            self.taken.add(summary.id)
            self.left -= summary.minutes
            items.append(Item(summary.id, why, summary.minutes, part))
            if self.left <= SMALLEST_MINUTES or len(items) == at_most:
                break
        return items


def _recall(dawn: _Dawn, settings: Settings, purse: _Purse) -> list[Item]:
    """What is due, then new ones, then spare minutes by worth; near the interview everything by worth."""
    items: list[Item] = []
    if not dawn.by_worth_alone:
        items += purse.take(dawn.due(_no_code), "due", "recall")
        items += purse.take(dawn.new(_no_code), "new", "recall", at_most=settings.new_per_day)
    return [*items, *(dawn.named(item) for item in purse.take(dawn.by_worth(_no_code), "worth", "recall"))]


def _no_code(summary: Summary) -> bool:
    return summary.kind != "coding"


def _is_code(summary: Summary) -> bool:
    return summary.kind == "coding"


# What these let through, so that nothing else is read.
_KINDS: dict[Callable[[Summary], bool], tuple[Kind, ...]] = {_no_code: ("theory", "business"), _is_code: ("coding",)}


def order_of_new(summary: Summary, settings: Settings) -> tuple[float, int, int, int, str]:
    """New questions are begun in this order: heaviest first, then nearest to her level, then a fixed shuffle."""
    return (*_shelf(settings.importance(summary), summary.level, settings), *_in_shuffle(summary))


def _shelf(importance: float, level: int, settings: Settings) -> tuple[float, int, int]:
    return -importance, abs(level - settings.standing.start_level), level


def _in_shuffle(summary: Summary) -> tuple[int, str]:
    return shuffle(summary.id), summary.id


def _kata(dawn: _Dawn, missed: list[Summary], settings: Settings, purse: _Purse) -> list[Item]:
    """One coding question: missed in certainty, else due, else new; with a plan by worth instead of these two."""
    if not dawn.holds_code():
        return []
    cap = settings.minutes * KATA_SHARE
    found = purse.take(filter(_is_code, missed), "sure-but-wrong", "kata", at_most=1)
    if not found and settings.policy is None:
        found = purse.take(dawn.due_code(), "kata", "kata", at_most=1, cap=cap)
        if not found and settings.new_per_day > 0:
            found = purse.take(dawn.new(_is_code), "kata", "kata", at_most=1, cap=cap)
    return found or purse.take(dawn.by_worth(_is_code), "kata", "kata", at_most=1, cap=cap)


class _Dawn:
    """The candidates of a day, from the log as it stood when the day began."""

    def __init__(
        self,
        summaries: Mapping[str, Summary],
        store: Store,
        settings: Settings,
        today: date,
        start_ms: int,
        available: Callable[[Summary], bool],
    ) -> None:
        self._summaries = catalogue(summaries)
        self._store = store
        self._settings = settings
        self._today = today
        self._available = available
        # Reviews of today, and those of a future that a wrong clock once claimed: these do not count yet.
        self._touched = {
            question: store.memory_before(question, start_ms) for question in store.questions_since(start_ms)
        }
        # A question that has been buried was part of the morning's plan: the session hides it, the plan keeps it.
        self._left_out = store.suspended_before(start_ms) | settings.dropped
        self._looked: dict[int, list[Memory]] = {}

    def sure_but_wrong(self) -> Iterator[Summary]:
        memories = [m for m in self._store.missed_in_certainty() if m.question not in self._touched]
        memories += [m for m in self._touched.values() if m is not None and m.sure_but_wrong]
        memories.sort(key=lambda m: (m.last_review_ms, m.question))
        yield from self._askable(memories)

    @property
    def by_worth_alone(self) -> bool:
        """Whether the interview is so near that nothing but worth counts."""
        plan = self._settings.policy
        return plan is not None and plan.by_worth(self._days_left)

    @property
    def _days_left(self) -> int:
        interview = self._settings.interview
        return 0 if interview is None else (interview - self._today).days

    def by_worth(self, wanted: Callable[[Summary], bool]) -> Iterator[Summary]:
        """What adds most to the day of the interview for a minute of today, first; nothing without a plan."""
        policy = self._settings.policy
        if policy is None:
            return
        ranked: list[tuple[float, int, Summary]] = []
        for summary in filter(wanted, self._askable(self._remembered())):
            elapsed = self._elapsed(summary.id)
            self._rank(ranked, summary, self._gain(summary.id, elapsed), policy.waited(elapsed))
        for summary in islice(self.new(wanted), MOST_BY_WORTH):
            first = self._settings.standing.first(summary.level)
            gain = worth.gain_of_new(first, self._days_left, self._settings.parameters)
            self._rank(ranked, summary, gain, policy.eagerness)
        ranked.sort(key=lambda entry: entry[:2])
        yield from (summary for _, _, summary in ranked)

    def named(self, item: Item) -> Item:
        """An item taken by worth, called new where it is."""
        return item if item.question in self._worth_memories else replace(item, why="new")

    def _rank(self, ranked: list[tuple[float, int, Summary]], summary: Summary, gain: float, preferred: float) -> None:
        value = preferred * gain * self._settings.importance(summary) / summary.minutes
        if gain >= LEAST_GAIN and value > 0:
            ranked.append((-value, len(ranked), summary))

    def _elapsed(self, question: str) -> int:
        memory = self._worth_memories[question]
        return max(0, days.as_number(self._today) - memory.day(self._settings.rollover_hour))

    def _gain(self, question: str, elapsed: int) -> float:
        memory, parameters = self._worth_memories[question], self._settings.parameters
        return worth.gain(memory.stability, memory.difficulty, elapsed, self._days_left, parameters)

    def _remembered(self) -> list[Memory]:
        return list(self._worth_memories.values())

    @cached_property
    def _worth_memories(self) -> dict[str, Memory]:
        """Memories as they stood at dawn: all, or of very many the most forgotten."""
        found = self._store.overdue(self._today, ALMOST_CERTAIN, self._settings.rollover_hour, limit=MOST_BY_WORTH)
        memories = {m.question: m for m in found if m.question not in self._touched}
        memories |= {q: m for q, m in self._touched.items() if m is not None}
        return memories

    def due(self, wanted: Callable[[Summary], bool]) -> Iterator[Summary]:
        """The most forgotten first: by days since the last review over stability, so by retrievability."""
        yield from filter(wanted, self._asked_anew())
        limit, seen = FIRST_LOOK, set[str]()
        while True:
            batch = self._overdue(limit)
            memories = [m for m in batch if m.question not in seen and m.question not in self._touched]
            if limit == FIRST_LOOK:
                memories += [m for m in self._touched.values() if m is not None]
            memories = [m for m in memories if self._is_due(m)]
            memories.sort(key=self._most_forgotten)
            seen.update(m.question for m in batch)
            yield from filter(wanted, self._askable(memories))
            if len(batch) < limit:
                return
            limit *= LOOK_FURTHER

    def due_code(self) -> Iterator[Summary]:
        """``due`` for coding questions, which are few: looked up by name, not searched for among all that is due."""
        if sum(stock.count for stock in self._code) > MOST_BY_WORTH:
            yield from self.due(_is_code)
            return
        yield from filter(_is_code, self._asked_anew())
        levels = {stock.level: None for stock in self._code}
        areas = list({stock.area: None for stock in self._code})
        code = [s.id for level in levels for s in self._summaries.shuffled(level, areas, ["coding"])]
        memories = [m for q, m in self._store.memories(code).items() if q not in self._touched]
        memories += [m for m in self._touched.values() if m is not None]
        due = sorted((m for m in memories if self._is_due(m)), key=self._most_forgotten)
        yield from filter(_is_code, self._askable(due))

    def holds_code(self) -> bool:
        return bool(self._code)

    @cached_property
    def _code(self) -> list[Stock]:
        return [stock for stock in self._stock if stock.kind == "coding"]

    @cached_property
    def _changed(self) -> list[Summary]:
        return self._summaries.changed()

    @cached_property
    def _stock(self) -> tuple[Stock, ...]:
        return self._summaries.stock()

    def new(self, wanted: Callable[[Summary], bool]) -> Iterator[Summary]:
        """Never rated before today, in ``order_of_new``."""
        unknown_this_morning = {question for question, memory in self._touched.items() if memory is None}
        for candidates in self._in_order_of_new(_KINDS.get(wanted, KINDS)):
            size = FIRST_NEW
            while part := list(islice(candidates, size)):
                known = self._store.rated([s.id for s in part]) - unknown_this_morning
                left_out = known | self._left_out
                yield from (s for s in part if s.id not in left_out and wanted(s) and self._available(s))
                size = min(4 * size, MOST_BY_WORTH)

    def _in_order_of_new(self, kinds: Sequence[Kind]) -> Iterator[Iterator[Summary]]:
        """All questions, shelf after shelf of what ``order_of_new`` asks first: weight, and distance from her level."""
        kept = self._summaries.several(sorted(self._settings.kept))
        areas: dict[tuple[float, int, int], dict[str, None]] = {}
        keepsakes: dict[tuple[float, int, int], list[Summary]] = {}
        for stock in self._stock:
            shelf = _shelf(self._settings.weight(stock.area), stock.level, self._settings)
            areas.setdefault(shelf, {})[stock.area] = None
        for summary in kept.values():
            shelf = _shelf(self._settings.importance(summary), summary.level, self._settings)
            keepsakes.setdefault(shelf, []).append(summary)
        for shelf in sorted({*areas, *keepsakes}):
            level = shelf[2]
            others = self._summaries.shuffled(level, list(areas.get(shelf, ())), kinds)
            own = sorted((s for s in keepsakes.get(shelf, ()) if s.kind in kinds), key=_in_shuffle)
            yield merge(own, (s for s in others if s.id not in kept), key=_in_shuffle)

    def _overdue(self, limit: int) -> list[Memory]:
        """The store's answer, asked once for each limit."""
        if limit not in self._looked:
            today, settings = self._today, self._settings
            self._looked[limit] = self._store.overdue(today, settings.retention, settings.rollover_hour, limit=limit)
        return self._looked[limit]

    def _most_forgotten(self, memory: Memory) -> tuple[float, str]:
        return -schedule.overdueness(memory, self._today, self._settings.rollover_hour), memory.question

    def anything(self) -> Iterator[Item]:
        """At most one item, however long it is."""
        for summary in self.due(always):
            yield Item(summary.id, "kata" if summary.kind == "coding" else "due", summary.minutes, "recall")
            return
        if self._settings.new_per_day > 0:
            for summary in self.new(always):
                yield Item(summary.id, "kata" if summary.kind == "coding" else "new", summary.minutes, "recall")
                return

    def _asked_anew(self) -> Iterator[Summary]:
        """Questions whose meaning changed since they were last answered."""
        changed = [s.id for s in self._changed]
        memories = self._store.memories(changed) if changed else {}
        for summary in self._changed:
            memory = self._touched[summary.id] if summary.id in self._touched else memories.get(summary.id)
            if memory is not None and memory.rev < summary.rev and not self._is_due(memory):
                yield from self._askable([memory])

    def _askable(self, memories: Iterable[Memory]) -> Iterator[Summary]:
        remaining = iter(memories)
        while part := [memory.question for memory in islice(remaining, LOOKED_UP)]:
            here = self._summaries.several(part)
            for question in part:
                if question in here and question not in self._left_out and self._available(here[question]):
                    yield here[question]

    def _is_due(self, memory: Memory) -> bool:
        return schedule.due_date(memory, self._settings.retention, self._settings.rollover_hour) <= self._today
