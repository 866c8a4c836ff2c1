"""The quiz engine: a state machine without input or output.

    session = Session(bank.summaries, store, settings, ctx.now())
    while (item := session.next(ctx.now())) is not None:
        …ask, grade, let the learner confirm…
        recorded = session.record(Answer(item.question, text, rating=…, confidence=…), ctx.now())
    session.waiting(ctx.now())        # sure-but-wrong questions whose five minutes are not over yet

It keeps nothing that the log does not say: what was answered today is read from the store, so a session that was
killed is resumed by making a new one, and two terminals see each other's answers.  The plan is made from the memories
as they stood when the day began; it is the same all day, whatever is answered or undone in between.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from drillbank.errors import UnknownQuestion
from drillbank.model import Review, Summary
from drillbank.study import day, recording
from drillbank.study.queue import Item, Plan, always, build
from drillbank.study.recording import Answer, Recorded
from drillbank.study.settings import Settings

if TYPE_CHECKING:
    from drillbank.study.store import Store

RETURN_AFTER_MS = 5 * 60_000  # a sure-but-wrong question comes back no sooner


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the day stands.  ``minutes_left`` counts the items still to come and the close."""

    answered: int
    total: int
    minutes_left: float


class Session:
    """One study day of one learner.  Every method that depends on the time takes ``now`` (with its time zone)."""

    def __init__(
        self,
        summaries: Mapping[str, Summary],
        store: Store,
        settings: Settings,
        now: datetime,
        *,
        available: Callable[[Summary], bool] = always,
    ) -> None:
        """``available`` says whether a question can be worked on here (a kata needs its runtime)."""
        self._summaries = summaries
        self._store = store
        self.settings = settings
        self.day = day.day_of(now, settings.rollover_hour)
        self._start_ms = day.start_ms(self.day, day.offset_minutes(now), settings.rollover_hour)
        self.plan: Plan = build(summaries, store, settings, now, available=available)
        self._available = available
        self._later: list[str] = []

    def replan(self, settings: Settings, now: datetime) -> None:
        """Go on with other settings: the day is planned anew, what was answered and what was put off stays so."""
        self.settings = settings
        self.plan = build(self._summaries, self._store, settings, now, available=self._available)

    def queue(self, now: datetime) -> tuple[Item, ...]:
        """What is still to come, the next one first: returns whose time has come, the plan, returns that must wait."""
        answered = self._answered()
        hidden = self._store.hidden(self.day)
        open_items = [i for i in self.plan.items if i.question not in answered and i.question not in hidden]
        open_items.sort(key=lambda item: self._later.index(item.question) + 1 if item.question in self._later else 0)
        returning = self._returning(answered, hidden)
        ripe = [item for item in returning if item.not_before_ms <= day.millis(now)]
        unripe = [item for item in returning if item.not_before_ms > day.millis(now)]
        return (*ripe, *open_items, *unripe)

    def next(self, now: datetime) -> Item | None:
        """The item to ask now; None when nothing is left, or only returns whose time has not come (``waiting``)."""
        queue = self.queue(now)
        return queue[0] if queue and queue[0].not_before_ms <= day.millis(now) else None

    def waiting(self, now: datetime) -> tuple[Item, ...]:
        """Sure-but-wrong questions that come back later today: ``not_before_ms`` says when."""
        return tuple(item for item in self.queue(now) if item.not_before_ms > day.millis(now))

    def done(self) -> tuple[Item, ...]:
        """The plan's items that have been answered today, in the plan's order."""
        answered = self._answered()
        return tuple(item for item in self.plan.items if item.question in answered)

    def progress(self, now: datetime) -> Progress:
        queue = self.queue(now)
        answered = len(self.done())
        minutes = sum(item.minutes for item in queue) + (self.plan.close_minutes if queue else 0)
        return Progress(answered, answered + len(queue), minutes)

    def later(self, question: str) -> None:
        """Move a question behind the others for the rest of this sitting; the log knows nothing of it."""
        if question in self._later:
            self._later.remove(question)
        self._later.append(question)

    def record(self, answer: Answer, now: datetime) -> Recorded:
        """Write one review durably, then say what follows from it.

        Raises StoreError where nothing could be written, UnknownQuestion for a question no bank holds.
        """
        return recording.record(self._store, self._summary(answer.question), answer, self.settings, now)

    def undo(self, now: datetime) -> Review | None:
        """Take back this device's last answer that stands, whichever session gave it; None if there is none."""
        return recording.undo(self._store, now)

    def suspend(self, question: str, now: datetime) -> None:
        """Do not ask again until it is taken up again (``recording.resume``)."""
        recording.suspend(self._store, self._summary(question).id, now)

    def bury(self, question: str, now: datetime) -> None:
        """Do not ask again today."""
        recording.bury(self._store, self._summary(question).id, self.day, now)

    def _summary(self, question: str) -> Summary:
        summary = self._summaries.get(question)
        if summary is None:
            raise UnknownQuestion(question)
        return summary

    def _answered(self) -> dict[str, Review]:
        """Question -> its last rated review of this day."""
        reviews = self._store.reviews(since_ms=self._start_ms, until_ms=self._start_ms + day.DAY_MS)
        return {review.question: review for review in reviews if review.rating is not None}

    def _returning(self, answered: Mapping[str, Review], hidden: frozenset[str]) -> list[Item]:
        """Questions whose last answer today was certain and wrong, the earliest first."""
        from drillbank.study.rating import sure_but_wrong

        items = []
        for question, review in answered.items():
            summary = self._summaries.get(question)
            if summary is None or question in hidden or not sure_but_wrong(review.confidence, review.rating):
                continue
            when = review.answered_at + RETURN_AFTER_MS
            items.append(Item(question, "sure-but-wrong", summary.minutes, "again", when))
        return sorted(items, key=lambda item: (item.not_before_ms, item.question))
