"""The program in a terminal of its own: types keys, reads what the screen was sent."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType

_SEQUENCES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>]|\r")
WAIT_S = 30.0  # a shared machine may be slow; a test that passes never waits for it


class Terminal:
    """One run of ``drillbank ARGS`` with a pseudo-terminal as stdin, stdout and stderr.

    ``program``: what Python is started with, where that is not the plain command.
    """

    def __init__(
        self,
        args: list[str],
        env: Mapping[str, str],
        *,
        columns: int = 80,
        rows: int = 24,
        program: Sequence[str] = ("-P", "-m", "drillbank"),
    ) -> None:
        self.raw = ""  # all that it wrote, escape sequences too
        self._seen = 0
        self.code: int | None = None
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(sys.executable, [sys.executable, *program, *args], dict(env))
        self.resize(columns, rows)

    def resize(self, columns: int, rows: int = 24) -> None:
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def type(self, keys: str) -> None:
        os.write(self.fd, keys.encode())

    def expect(self, text: str) -> str:
        """Wait until ``text`` comes after what was expected before; returns what came up to it."""
        until = time.monotonic() + WAIT_S
        while (found := self.screen.find(text, self._seen)) < 0:
            if not self._read(until - time.monotonic()):
                raise AssertionError(f"{text!r} did not come; the screen since then:\n{self.screen[self._seen :]}")
        came = self.screen[self._seen : found + len(text)]
        self._seen = found + len(text)
        return came

    @property
    def screen(self) -> str:
        """Everything written, without escape sequences."""
        return _SEQUENCES.sub("", self.raw)

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)

    def mode(self) -> int:
        """The terminal's local modes (ICANON, ECHO, …)."""
        return int(termios.tcgetattr(self.fd)[3])

    def wait(self) -> int:
        """The exit code (minus the signal's number where one killed it)."""
        until = time.monotonic() + WAIT_S
        while self._read(until - time.monotonic()):
            pass
        while self.code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > until:
                raise AssertionError(f"it did not end; the screen since then:\n{self.screen[self._seen :]}")
            else:
                time.sleep(0.01)
        return self.code

    def _read(self, timeout: float) -> bool:
        """Read once; False at the end of output or of the time."""
        if not select.select([self.fd], [], [], max(0.0, timeout))[0]:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:  # EIO: the other side is closed
            return False
        self._bytes = getattr(self, "_bytes", b"") + data
        self.raw = self._bytes.decode("utf-8", "replace")
        return bool(data)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.code is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)
