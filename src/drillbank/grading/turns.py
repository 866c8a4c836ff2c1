"""Whose turn it is: a page that the checker writes and the supervisor reads, so that a slow oracle costs no answer.

byte 0      CHECKER, ANSWER or DECODING
8 … 15      seconds on the clock that finished turns of the answer took in all     (float64)
16 … 23     when the current turn began, on CLOCK_MONOTONIC                        (float64)
"""

from __future__ import annotations

import mmap
import struct
import time

CHECKER, ANSWER, DECODING = 0, 1, 2
_TIMES = struct.Struct("=dd")
_OFFSET = 8


class Turns:
    """Both ends of the page."""

    def __init__(self, page: mmap.mmap) -> None:
        self._page = page
        self._answer_s = 0.0
        self._began = 0.0

    def take(self, whose: int) -> None:
        """The checker's end: from now on it is this one's turn."""
        now = time.monotonic()
        if self._page[0] == ANSWER:
            self._answer_s += now - self._began
        self._began = now
        _TIMES.pack_into(self._page, _OFFSET, self._answer_s, now)
        self._page[0] = whose

    @property
    def whose(self) -> int:
        return self._page[0]

    def answer_s(self, now: float) -> float:
        """The supervisor's end: seconds on the clock that were the answer's turn, up to ``now``.

        The page is a stranger's word where the bank is; that bank can only harm its own question.
        """
        finished, began = _TIMES.unpack_from(self._page, _OFFSET)
        running = max(0.0, now - began) if self.whose == ANSWER else 0.0
        return float(finished + running)

    def close(self) -> None:
        self._page.close()
