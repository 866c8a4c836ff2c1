"""The log of reviews and events in SQLite, and the memories derived from it.

    with store.open(path, device) as opened:
        opened.append(review)          # durable when it returns
        opened.memory("softmax")

Both logs are append-only; ``schedule`` is a fold over the standing reviews (by time, then by id) and can always be
rebuilt to the same bytes.  Every method raises StoreError, in one sentence, where the disk or the file refuses.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any

from drillbank.model import Review
from drillbank.study import backups, database, parameters, rows, schedule, uuid7
from drillbank.study import day as days
from drillbank.study.overdue import most_forgotten
from drillbank.study.parameters import Parameters
from drillbank.study.rows import EVENT_COLUMNS, MEMORY_COLUMNS, REVIEW_COLUMNS, Event
from drillbank.study.schedule import Memory

_REVIEWS = ", ".join(REVIEW_COLUMNS)
_EVENTS = ", ".join(EVENT_COLUMNS)
_MEMORIES = ", ".join(MEMORY_COLUMNS)
_PUT_REVIEW = f"INSERT INTO reviews ({_REVIEWS}) VALUES ({', '.join('?' * len(REVIEW_COLUMNS))})"
_PUT_EVENT = f"INSERT INTO events ({_EVENTS}) VALUES ({', '.join('?' * len(EVENT_COLUMNS))})"
# ``stream`` as overdue.py reads it: not a generated column, because no index covers a query for one.
_STREAM = (
    f"2 * ((:last_review_ms + :offset_minutes * 60000 - {schedule.MEMORY_ROLLOVER_HOUR * days.HOUR_MS}) "
    f"/ {days.DAY_MS}) + (:last_rating = 1 OR :sure_but_wrong = 1)"
)
_PUT_MEMORY = (
    f"INSERT OR REPLACE INTO schedule ({_MEMORIES}, stream) "
    f"VALUES ({', '.join(f':{name}' for name in MEMORY_COLUMNS)}, {_STREAM})"
)
_IN_CHUNK = 500  # ids in one IN (…)


def _entropy(bits: int) -> int:
    return int.from_bytes(os.urandom((bits + 7) // 8), "big") & ((1 << bits) - 1)


def open(path: Path, device: str, *, random_bits: Callable[[int], int] = _entropy) -> Store:
    """Open the database at ``path``, made with its folder where it is missing.

    ``device`` names this machine's own rows; ``random_bits(n)`` gives n random bits for ids.
    Raises StoreTooNew, StoreDamaged or StoreError.
    """
    return Store(database.connect(path), path, device, random_bits)


class Store:
    """An open database.  A context manager that makes the day's backup when it wrote; not shared between threads."""

    def __init__(
        self, connection: sqlite3.Connection, path: Path, device: str, random_bits: Callable[[int], int]
    ) -> None:
        self._connection = connection
        self._random_bits = random_bits
        self.path = path
        self.device = device
        self._written: tuple[int, int] | None = None  # time and offset of the last row written through this object

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None and self._written is not None:
                self.daily_backup(days.as_date(days.number(*self._written, schedule.MEMORY_ROLLOVER_HOUR)))
        finally:
            self.close()

    def close(self) -> None:
        """Close without a backup."""
        self._written = None
        self._connection.close()

    # Writing

    def new_id(self, at_ms: int) -> str:
        """A fresh uuid7, greater than every id of the same millisecond that is here already."""
        rows_ = self._query("SELECT max(id) FROM (SELECT max(id) AS id FROM reviews UNION SELECT max(id) FROM events)")
        return uuid7.after(at_ms, self._random_bits(uuid7.RANDOM_BITS), rows_[0][0])

    def append(self, review: Review) -> Memory | None:
        """Write one review and its effect on the schedule in one durable transaction; returns the memory after it."""
        with self._transaction():
            self._connection.execute(_PUT_REVIEW, rows.of_review(review))
            memory = self.memory(review.question)
            if review.rating is not None or review.voids is not None:
                if review.voids is None and (memory is None or review.answered_at > memory.last_review_ms):
                    memory = schedule.review(memory, review, self.parameters())
                    self._put_memory(memory)
                else:
                    memory = self._fold_again(review.question)
        self._written = review.answered_at, review.offset_minutes
        return memory

    def undo_last(self, at_ms: int, offset_minutes: int) -> Review | None:
        """Take back this device's last standing review; None where there is none."""
        with self._transaction():
            last = self.last_standing()
            if last is not None:
                voiding = Review(
                    id=self.new_id(at_ms),
                    question=last.question,
                    rev=last.rev,
                    kind=last.kind,
                    answer="",
                    marks=None,
                    confidence=None,
                    rating=None,
                    seconds=None,
                    hints=0,
                    answered_at=at_ms,
                    offset_minutes=offset_minutes,
                    source="undo",
                    device=self.device,
                    voids=last.id,
                )
                self._connection.execute(_PUT_REVIEW, rows.of_review(voiding))
                self._fold_again(last.question)
        self._written = at_ms, offset_minutes
        return last

    def append_event(self, kind: str, question: str, data: Mapping[str, Any], now: datetime) -> Event:
        """Write one event durably."""
        at_ms = days.millis(now)
        event = Event(self.new_id(at_ms), kind, question, data, at_ms, days.offset_minutes(now), self.device)
        with self._transaction():
            self._connection.execute(_PUT_EVENT, rows.of_event(event))
        self._written = at_ms, event.offset_minutes
        return event

    def merge(self, reviews: Iterable[Review], events: Iterable[Event]) -> tuple[int, int]:
        """Add the rows that are not here yet, in one transaction; returns how many reviews and events were new.

        A set union by id: neither the order nor the number of merges makes a difference.
        """
        put_review = _PUT_REVIEW + " ON CONFLICT (id) DO NOTHING"
        put_event = _PUT_EVENT + " ON CONFLICT (id) DO NOTHING"
        touched: set[str] = set()
        new_reviews = new_events = 0
        with self._transaction():
            before = self.parameters()
            for review in reviews:
                if self._connection.execute(put_review, rows.of_review(review)).rowcount == 1:
                    new_reviews += 1
                    touched.add(review.question)
                    if review.voids is not None:
                        touched.update(
                            q for (q,) in self._query("SELECT question FROM reviews WHERE id = ?", review.voids)
                        )
            for event in events:
                new_events += self._connection.execute(put_event, rows.of_event(event)).rowcount == 1
            if self.parameters() != before:
                self._fold_all()
            else:
                for question in sorted(touched):
                    self._fold_again(question)
        return new_reviews, new_events

    def rebuild(self) -> int:
        """Make the schedule again from the log alone; returns how many memories there are."""
        with self._transaction():
            return self._fold_all()

    def take_parameters(self, wanted: Parameters | None, data: Mapping[str, Any], now: datetime) -> int:
        """Write a ``fit`` event with these parameters (None: the published ones) and fold the schedule with them.

        One durable transaction; returns how many memories there are.
        """
        at_ms = days.millis(now)
        values = None if wanted is None else list(wanted)
        with self._transaction():
            event = Event(
                self.new_id(at_ms), parameters.EVENT, "", {**data, "parameters": values},
                at_ms, days.offset_minutes(now), self.device,
            )  # fmt: skip
            self._connection.execute(_PUT_EVENT, rows.of_event(event))
            count = self._fold_all()
        self._written = at_ms, event.offset_minutes
        return count

    def daily_backup(self, today: date) -> Path | None:
        """Today's copy, unless there is one; the last five are kept.  Raises StoreError where it cannot be made."""
        with database.translated(self.path):
            return backups.daily(self._connection, self.path, today)

    # Reading the log

    def reviews(
        self, question: str | None = None, *, since_ms: int | None = None, until_ms: int | None = None
    ) -> Iterator[Review]:
        """The reviews that stand, by time, then by id; ``since_ms`` included, ``until_ms`` excluded."""
        clauses, values = ["1"], list[Any]()
        for clause, value in (
            ("question = ?", question),
            ("answered_at >= ?", since_ms),
            ("answered_at < ?", until_ms),
        ):
            if value is not None:
                clauses.append(clause)
                values.append(value)
        sql = f"SELECT {_REVIEWS} FROM standing WHERE {' AND '.join(clauses)} ORDER BY answered_at, id"
        with database.translated(self.path):
            yield from map(rows.to_review, self._connection.execute(sql, values))

    def own_rows(self) -> tuple[Iterator[Review], Iterator[Event]]:
        """Everything this device wrote, voided or voiding rows too, in the order of writing."""
        reviews = self._connection.execute(
            f"SELECT {_REVIEWS} FROM reviews WHERE device = ? ORDER BY seq", (self.device,)
        )
        events = self._connection.execute(f"SELECT {_EVENTS} FROM events WHERE device = ? ORDER BY seq", (self.device,))
        return map(rows.to_review, reviews), map(rows.to_event, events)

    def known(self, ids: Sequence[str]) -> set[str]:
        """Which of these ids of reviews and events are here."""
        found: set[str] = set()
        for start in range(0, len(ids), _IN_CHUNK):
            chunk = ids[start : start + _IN_CHUNK]
            marks = ", ".join("?" * len(chunk))
            sql = f"SELECT id FROM reviews WHERE id IN ({marks}) UNION ALL SELECT id FROM events WHERE id IN ({marks})"
            found.update(id for (id,) in self._query(sql, *chunk, *chunk))
        return found

    def last_standing(self) -> Review | None:
        """This device's last answer that stands, by the order of writing."""
        found = self._query(f"SELECT {_REVIEWS} FROM standing WHERE device = ? ORDER BY seq DESC LIMIT 1", self.device)
        return rows.to_review(found[0]) if found else None

    def questions_since(self, at_ms: int) -> frozenset[str]:
        """Questions with a standing rated review at or after an instant."""
        # No DISTINCT: for its sake SQLite would walk the whole log in the order of questions.
        sql = "SELECT question FROM standing WHERE answered_at >= ? AND rating IS NOT NULL"
        return frozenset(question for (question,) in self._query(sql, at_ms))

    def events(self, *kinds: str, before_ms: int | None = None) -> Iterator[Event]:
        """Events by time, then by id; of these kinds where any are given."""
        clauses, values = ["1"], list[Any](kinds)
        if kinds:
            clauses.append(f"kind IN ({', '.join('?' * len(kinds))})")
        if before_ms is not None:
            clauses.append("at < ?")
            values.append(before_ms)
        sql = f"SELECT {_EVENTS} FROM events WHERE {' AND '.join(clauses)} ORDER BY at, id"
        with database.translated(self.path):
            yield from map(rows.to_event, self._connection.execute(sql, values))

    def suspended_before(self, at_ms: int | None) -> frozenset[str]:
        """Questions suspended and not taken up again, as it stood before an instant (None: now)."""
        state: dict[str, bool] = {}
        for event in self.events("suspend", "resume", before_ms=at_ms):
            state[event.question] = event.kind == "suspend"
        return frozenset(question for question, suspended in state.items() if suspended)

    def hidden(self, today: date) -> frozenset[str]:
        """Questions not to be asked on a study day: suspended ones, and those buried for it."""
        buried = {event.question for event in self.events("bury") if event.data.get("day") == today.isoformat()}
        return self.suspended_before(None) | buried

    # Reading the memories

    def memory(self, question: str) -> Memory | None:
        found = self._query(f"SELECT {_MEMORIES} FROM schedule WHERE question = ?", question)
        return rows.to_memory(found[0]) if found else None

    def memories(self, questions: Sequence[str] | None = None) -> dict[str, Memory]:
        """The memories of these questions, or of all, by question."""
        if questions is None:
            found = self._query(f"SELECT {_MEMORIES} FROM schedule ORDER BY question")
            return {memory.question: memory for memory in map(rows.to_memory, found)}
        memories: dict[str, Memory] = {}
        for start in range(0, len(questions), _IN_CHUNK):
            chunk = questions[start : start + _IN_CHUNK]
            sql = f"SELECT {_MEMORIES} FROM schedule WHERE question IN ({', '.join('?' * len(chunk))})"
            memories.update((memory.question, memory) for memory in map(rows.to_memory, self._query(sql, *chunk)))
        return memories

    def each_memory(self) -> Iterator[Memory]:
        """Every memory by question, one after the other: a hundred thousand at once would be much to hold."""
        with database.translated(self.path):
            yield from map(
                rows.to_memory, self._connection.execute(f"SELECT {_MEMORIES} FROM schedule ORDER BY question")
            )

    def memory_before(self, question: str, at_ms: int) -> Memory | None:
        """The memory as it was at an instant: later reviews, also those a wrong clock dated, do not count."""
        return schedule.fold(self.reviews(question, until_ms=at_ms), self.parameters())

    def rated(self, questions: Sequence[str]) -> set[str]:
        """Which of these questions were ever rated."""
        found: set[str] = set()
        for start in range(0, len(questions), _IN_CHUNK):
            chunk = questions[start : start + _IN_CHUNK]
            sql = f"SELECT question FROM schedule WHERE question IN ({', '.join('?' * len(chunk))})"
            found.update(question for (question,) in self._query(sql, *chunk))
        return found

    def missed_in_certainty(self) -> list[Memory]:
        """Questions of which she was certain when she missed them last."""
        sql = f"SELECT {_MEMORIES} FROM schedule WHERE sure_but_wrong = 1 ORDER BY last_review_ms, question"
        return list(map(rows.to_memory, self._query(sql)))

    def parameters(self) -> Parameters:
        """FSRS's parameters that hold: the last ``fit`` says, else the published ones."""
        sql = f"SELECT {_EVENTS} FROM events WHERE kind = ? ORDER BY at DESC, id DESC"
        return parameters.of_events([rows.to_event(row) for row in self._query(sql, parameters.EVENT)])

    def overdue(self, today: date, retention: float, rollover_hour: int, *, limit: int) -> list[Memory]:
        """At most ``limit`` memories, the most forgotten first: all that are due, and a few that are almost."""
        factor = schedule.interval_factor(retention, self.parameters()[parameters.DECAY_AT])
        found = most_forgotten(self._query, today, rollover_hour, factor, limit)
        memories = self.memories(found)
        return [memories[question] for question in found if question in memories]

    # Figures and health

    def query(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Run one SELECT: for figures, which SQLite adds up faster than Python."""
        return self._query(sql, *values)

    def is_sound(self) -> bool:
        """Whether SQLite finds the whole file in order; reads all of it."""
        return self._query("PRAGMA quick_check(1)") == [("ok",)]

    def _fold_all(self) -> int:
        count, held = 0, self.parameters()
        self._connection.execute("DELETE FROM schedule")
        log = self._connection.execute(
            f"SELECT {_REVIEWS} FROM standing WHERE rating IS NOT NULL ORDER BY question, answered_at, id"
        )
        for _, answers in groupby(map(rows.to_review, log), key=lambda review: review.question):
            memory = schedule.fold(answers, held)
            if memory is not None:
                count += 1
                self._put_memory(memory)
        return count

    def _put_memory(self, memory: Memory) -> None:
        self._connection.execute(_PUT_MEMORY, dict(zip(MEMORY_COLUMNS, rows.of_memory(memory), strict=True)))

    def _fold_again(self, question: str) -> Memory | None:
        memory = schedule.fold(self.reviews(question), self.parameters())
        if memory is None:
            self._connection.execute("DELETE FROM schedule WHERE question = ?", (question,))
        else:
            self._put_memory(memory)
        return memory

    def _transaction(self) -> AbstractContextManager[None]:
        return database.transaction(self._connection, self.path)

    def _query(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with database.translated(self.path):
            return self._connection.execute(
                sql, values[0] if values and isinstance(values[0], dict) else values
            ).fetchall()
