"""Own wordings in the log: added once, taken back, the last word on a text counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from drillbank.grading.text.wordings import Wording
from drillbank.study import wordings
from drillbank.study.store import Store

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
RIGHT = Wording("cache", "linear", "twice the length, twice the room", counts=True)


def plain(found: list[Wording]) -> list[Wording]:
    return [replace(one, id="") for one in found]


def test_what_was_kept_stands_and_is_kept_once(store: Store) -> None:
    wordings.keep(store, [RIGHT], NOW)
    wordings.keep(store, [RIGHT], NOW + timedelta(days=1))
    assert plain(wordings.standing(store)) == [RIGHT]
    assert len(list(store.events("wording"))) == 1


def test_the_last_word_on_one_text_counts(store: Store) -> None:
    wrong = replace(RIGHT, counts=False)
    wordings.keep(store, [RIGHT], NOW)
    wordings.keep(store, [wrong], NOW + timedelta(minutes=1))
    assert plain(wordings.standing(store)) == [wrong]
    wordings.keep(store, [RIGHT], NOW + timedelta(minutes=2))
    assert plain(wordings.standing(store)) == [RIGHT]


def test_one_question_is_told_its_own(store: Store) -> None:
    other = Wording("batching", "slots", "a free slot is filled at once", counts=True)
    wordings.keep(store, [RIGHT, other], NOW)
    assert plain(wordings.standing(store, "cache")) == [RIGHT]
    assert plain(wordings.standing(store, "batching")) == [other]
    assert plain(wordings.standing(store)) == [RIGHT, other]


def test_a_wording_taken_back_may_be_given_again(store: Store) -> None:
    wordings.keep(store, [RIGHT], NOW)
    (standing,) = wordings.standing(store)
    wordings.remove(store, standing, NOW + timedelta(minutes=1))
    assert wordings.standing(store) == []
    wordings.keep(store, [RIGHT], NOW + timedelta(minutes=2))
    assert plain(wordings.standing(store)) == [RIGHT]
