"""Single keys from a terminal, without Enter; the terminal's own mode is put back after each one."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from types import FrameType

ESCAPE_WAIT_S = 0.05  # how long the rest of an arrow key may take after its ESC (slow ssh lines stay below)

_SEQUENCES = {
    "[A": "up",
    "OA": "up",
    "[B": "down",
    "OB": "down",
    "[C": "right",
    "OC": "right",
    "[D": "left",
    "OD": "left",
}
_NAMES = {"\r": "enter", "\n": "enter", " ": "space", "\x04": "ctrl-d", "\x7f": "backspace", "\x08": "backspace"}


class Keyboard:
    """Reads keys from a terminal's file descriptor.  Ctrl-C stays a KeyboardInterrupt."""

    def __init__(self, fd: int) -> None:
        self.fd = fd

    def read(self, timeout: float | None = None) -> str | None:
        """One key: a character, or enter, space, up, down, left, right, backspace, escape, ctrl-d.

        None where ``timeout`` seconds pass without one.  Full-width forms (１, ｑ) count as their plain ones, so a
        Chinese input method need not be switched off.  Raises EOFError where the terminal is gone.
        """
        with self.listening():
            return self._key(timeout)

    @contextlib.contextmanager
    def silent(self) -> Iterator[None]:
        """While the program works: keys are neither echoed into its screen nor kept for the next question."""
        with self.listening():
            try:
                yield
            finally:
                self.discard()

    def discard(self) -> None:
        """Forget what was typed ahead: a second Ctrl-D after an answer must not end the session."""
        import termios

        with contextlib.suppress(termios.error):
            termios.tcflush(self.fd, termios.TCIFLUSH)

    def _key(self, timeout: float | None) -> str | None:
        until = None if timeout is None else time.monotonic() + timeout
        while True:
            left = None if until is None else max(0.0, until - time.monotonic())
            if not self._ready(left):
                return None
            try:
                first = os.read(self.fd, 1)
            except OSError:
                first = b""
            if not first:
                raise EOFError
            if first == b"\x1b":
                key = self._sequence()
            else:
                text = (first + self._rest(first[0])).decode("utf-8", "replace")
                key = _NAMES.get(text) or unicodedata.normalize("NFKC", text).lower()
                key = _NAMES.get(key, key)
            if key:
                return key

    def _ready(self, timeout: float | None) -> bool:
        return bool(select.select([self.fd], [], [], timeout)[0])

    def _rest(self, first: int) -> bytes:
        count = 3 if first >= 0xF0 else 2 if first >= 0xE0 else 1 if first >= 0xC0 else 0
        rest = b""
        while len(rest) < count and self._ready(ESCAPE_WAIT_S):
            rest += os.read(self.fd, 1)
        return rest

    def _sequence(self) -> str:
        """What follows an ESC; "" for a sequence that means nothing here."""
        if not self._ready(ESCAPE_WAIT_S):
            return "escape"
        sequence = os.read(self.fd, 1).decode("latin-1")
        if sequence not in "[O":
            return ""
        while len(sequence) < 16 and self._ready(ESCAPE_WAIT_S):
            sequence += os.read(self.fd, 1).decode("latin-1")
            if "@" <= sequence[-1] <= "~":
                break
        return _SEQUENCES.get(sequence, "")

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Single keys from here on: entered before a question is shown, so no early key is lost; may be nested."""
        import termios
        import tty

        before = termios.tcgetattr(self.fd)
        sys.stdout.flush()

        def enter(*_: object) -> None:
            # TCSADRAIN keeps what was typed ahead; signals (Ctrl-C, Ctrl-Z) stay on.
            tty.setcbreak(self.fd, termios.TCSADRAIN)

        def end(number: int, _frame: object) -> None:
            raise SystemExit(128 + number)  # by way of the `finally` below: the shell gets its mode back

        # After Ctrl-Z and `fg` the shell has put its own mode back.
        handlers: dict[signal.Signals, Callable[[int, FrameType | None], object]]
        handlers = {signal.SIGCONT: enter, signal.SIGTERM: end, signal.SIGHUP: end}
        former = {number: signal.signal(number, handler) for number, handler in handlers.items()}
        try:
            enter()
            yield
        finally:
            for number, was in former.items():
                signal.signal(number, was)
            with contextlib.suppress(termios.error):  # the terminal may be gone
                termios.tcsetattr(self.fd, termios.TCSADRAIN, before)
