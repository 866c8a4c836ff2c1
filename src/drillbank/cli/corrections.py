"""Errata that a learner has to hear of: corrected after she answered, and not yet said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from drillbank.cli.context import Context
from drillbank.cli.page import Page
from drillbank.cli.width import Span
from drillbank.cli.words import texts
from drillbank.errors import StoreError
from drillbank.model import Erratum, Question, Review

if TYPE_CHECKING:
    from drillbank.study.store import Store

EVENT = "correction-shown"  # its data: {"until": the date of the newest correction that was shown}


def show_once(ctx: Context, question: Question) -> None:
    """Say what was corrected since the last answer, and remember that it was said.

    A question can be read without its history: a store that cannot be opened is said on stderr.
    """
    if not question.errata or not ctx.paths.database.is_file():
        return
    from drillbank.cli.studying import opened_store

    try:
        with opened_store(ctx) as store:
            news = unheard(store, question)
            if news:
                _say(ctx, news)
                store.append_event(EVENT, question.id, {"until": news[-1].date}, ctx.now())
    except StoreError as error:
        ctx.out.talk(f"drillbank: corrections since your last answer are not known: {error}")


def unheard(store: Store, question: Question) -> Sequence[Erratum]:
    """Corrections made after the day of the last answer and after those that were shown, oldest first."""
    last = max(store.reviews(question.id), key=lambda review: review.answered_at, default=None)
    if last is None:
        return ()
    said = [str(event.data.get("until", "")) for event in store.events(EVENT) if event.question == question.id]
    since = max([_day(last), *said])
    return sorted((erratum for erratum in question.errata if erratum.date > since), key=lambda erratum: erratum.date)


def _day(review: Review) -> str:
    """The local day of an answer; a correction of the same day was there to be read."""
    moment = datetime.fromtimestamp(review.answered_at / 1000, UTC) + timedelta(minutes=review.offset_minutes)
    return moment.date().isoformat()


def _say(ctx: Context, news: Sequence[Erratum]) -> None:
    page = Page(ctx.out)
    for erratum in news:
        page.line(
            Span(
                ctx.say(
                    f"你答过之后，本题于 {erratum.date} 更正：", f"Corrected on {erratum.date}, after you answered:"
                ),
                "strong",
            )
        )
        for was in texts(erratum.was, ctx.lang):
            page.line(was, lead=Span(f"{page.signs.no} ", "bad"))
        for now in texts(erratum.now, ctx.lang):
            page.line(now, lead=Span(f"{page.signs.yes} ", "good"))
    page.blank()
