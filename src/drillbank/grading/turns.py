"""Whose turn it is: a page that the checker writes and the supervisor reads, so that a slow oracle costs no answer.

The page holds one record: CHECKER, ANSWER or DECODING; the seconds on the clock that finished turns of the answer took
in all; when the current turn began, on CLOCK_MONOTONIC; and a checksum of these.  The two processes take no lock: a
record that is being written while it is read does not match its checksum, and is read again.  Without that, a turn
that just began is dated by the one before it, and an answer is charged for the idle time of a checker.
"""

from __future__ import annotations

import mmap
import struct
import time
import zlib

CHECKER, ANSWER, DECODING = 0, 1, 2
_RECORD = struct.Struct("=Bdd")
_CHECKSUM = struct.Struct("=I")
_SIZE = _RECORD.size + _CHECKSUM.size
_READS_MAX = 100  # whoever writes may be stopped in the middle of a record


class Turns:
    """Both ends of the page."""

    def __init__(self, page: mmap.mmap | bytearray) -> None:
        self._page = page
        self._last = (CHECKER, 0.0, 0.0)  # as it was last written, or last read whole

    def take(self, whose: int) -> None:
        """The checker's end: from now on it is this one's turn."""
        now = time.monotonic()
        before, answer_s, began = self._last
        if before == ANSWER:
            answer_s += now - began
        self._last = (whose, answer_s, now)
        record = _RECORD.pack(*self._last)
        self._page[:_SIZE] = record + _CHECKSUM.pack(zlib.crc32(record))

    def _read(self) -> tuple[int, float, float]:
        """The record; the last whole one where none can be had."""
        for _ in range(_READS_MAX):
            data = bytes(self._page[:_SIZE])
            record, checksum = data[: _RECORD.size], data[_RECORD.size :]
            if zlib.crc32(record) == _CHECKSUM.unpack(checksum)[0]:
                self._last = _RECORD.unpack(record)
                break
        return self._last

    @property
    def whose(self) -> int:
        return self._read()[0]

    def answer_s(self, now: float) -> float:
        """The supervisor's end: seconds on the clock that were the answer's turn, up to ``now``.

        The page is a stranger's word where the bank is; that bank can only harm its own question.
        """
        whose, finished, began = self._read()
        return finished + (max(0.0, now - began) if whose == ANSWER else 0.0)

    def close(self) -> None:
        if isinstance(self._page, mmap.mmap):
            self._page.close()
