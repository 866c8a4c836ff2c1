"""Blame from wait status and usage alone."""

from __future__ import annotations

import signal

import pytest

from drillbank.grading import blame
from drillbank.sandbox.supervisor import Ended

LIMIT_KB = 100_000


@pytest.mark.parametrize(
    ("status", "cpu_s", "peak_kb", "outcome"),
    [
        (int(signal.SIGXCPU), 1.0, 10, "time_limit_exceeded"),
        (int(signal.SIGKILL), 60.0, 10, "time_limit_exceeded"),  # the hard limit of CPU
        (int(signal.SIGKILL), 1.0, 95_000, "memory_limit_exceeded"),  # the kernel, out of memory
        (int(signal.SIGKILL), 1.0, 10, "judge_error"),  # somebody else
        (int(signal.SIGSEGV), 1.0, 95_000, "memory_limit_exceeded"),
        (int(signal.SIGSEGV), 1.0, 80_000, "runtime_error"),
        (3 << 8, 1.0, 10, "runtime_error"),
        (0, 1.0, 10, "runtime_error"),  # a clean exit is no answer either
    ],
)
def test_an_end_without_an_answer_is_put_down_to(status: int, cpu_s: float, peak_kb: int, outcome: str) -> None:
    for lang in ("zh", "en"):
        got, text = blame.of_end(Ended(status, cpu_s, 0.0, 0), peak_kb, LIMIT_KB, 60.0, lang)  # type: ignore[arg-type]
        assert got == outcome
        assert text
