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
