"""The page of turns: only the answer's turns count, a running one too."""

from __future__ import annotations

import mmap
import time

import pytest

from drillbank.grading.turns import ANSWER, CHECKER, DECODING, Turns


def test_only_the_answers_turns_count() -> None:
    page = mmap.mmap(-1, mmap.PAGESIZE)
    checker, supervisor = Turns(page), Turns(page)
    assert supervisor.whose == CHECKER
    time.sleep(0.05)
    checker.take(ANSWER)
    time.sleep(0.05)
    running = supervisor.answer_s(time.monotonic())
    assert running >= 0.05
    checker.take(DECODING)
    assert supervisor.whose == DECODING
    finished = supervisor.answer_s(time.monotonic())
    assert finished >= running
    time.sleep(0.05)
    checker.take(CHECKER)
    assert supervisor.answer_s(time.monotonic() + 100) == finished
    checker.take(ANSWER)
    assert supervisor.answer_s(time.monotonic() + 100) == pytest.approx(finished + 100, abs=0.05)


def test_a_record_that_is_half_written_is_not_read() -> None:
    """Wherever the writer is stopped: the old record or the new one, never a turn dated by the other."""
    page = bytearray(64)
    checker, supervisor = Turns(page), Turns(page)
    checker.take(ANSWER)
    time.sleep(0.01)
    checker.take(CHECKER)
    old = bytes(page)
    finished = supervisor.answer_s(time.monotonic())
    time.sleep(0.2)  # an idle checker: not the answer's time
    checker.take(ANSWER)
    new = bytes(page)
    assert new != old
    for cut in range(len(page) + 1):
        for torn in (new[:cut] + old[cut:], old[:cut] + new[cut:]):
            page[:] = old
            assert supervisor.whose == CHECKER
            page[:] = torn
            assert supervisor.answer_s(time.monotonic()) < finished + 0.1
    page[:] = new
    assert supervisor.whose == ANSWER


def test_a_page_without_a_record_is_the_checkers_turn() -> None:
    assert Turns(bytearray(64)).answer_s(time.monotonic()) == 0.0
