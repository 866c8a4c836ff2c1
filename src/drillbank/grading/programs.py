"""The question's own programs (reference, named mistakes), opened by the checker: whatever the language, a Backend.

Python ones run in the checker itself.  Those of another language are served by a confined process of their own, which
the supervisor starts when the first of them is needed and again when one has broken it; never by the answer's.
"""

from __future__ import annotations

import os
import select
import time
from collections.abc import Callable
from typing import Any

from drillbank.grading import proxy
from drillbank.sandbox import stream, wire

Opener = Callable[[str], proxy.Replaying]

REPLY_S = 8.0
PROCESSES_MAX = 12  # for one answer: a mistake may be one that never ends


class ProgramFailed(Exception):
    """A program of the question's own gave no value: it raised, broke, or did not end."""


def python(question: dict[str, Any]) -> Opener:
    """Programs that run in this process."""
    given, arrays = question["given"], question["arrays"]
    return lambda code: proxy.Local(given, code, arrays)


class Served(proxy.Replaying):
    """One program in the process that serves them."""

    def __init__(self, host: Host, number: int, hello: dict[str, Any]) -> None:
        self.host = host
        self.number = number
        self.process = host.processes
        self.classes, self.data = proxy.names(hello)

    def answer(self, control: dict[str, Any], value: Any) -> tuple[dict[str, Any], Any]:
        """Raises ProgramFailed where it breaks its process or does not answer in time."""
        if self.process != self.host.processes:
            raise ProgramFailed("another program broke the process that served this one")
        return self.host.exchange(self.number, wire.pack(control, value))


class Host:
    """The checker's end of the process that serves the question's own programs.

    ``connect`` asks the supervisor for a new one and gives its call socket, or None.
    """

    def __init__(self, connect: Callable[[], int | None]) -> None:
        self.connect = connect
        self.descriptor = -1
        self.processes = 0
        self.current = -1
        self.waited_s = 0.0

    def open(self, code: str) -> Served:
        """Load a program; raises proxy.Raised where it does not load, ProgramFailed where it breaks its process."""
        if self.descriptor < 0:
            self._start()
        hello, _ = self._round(wire.pack({"id": "load", "op": "load"}, code))
        if hello.get("op") != "ready" or type(hello.get("program")) is not int:
            raise proxy.Raised(hello)
        self.current = hello["program"]
        return Served(self, self.current, hello)

    def spent_s(self) -> float:
        """CPU seconds of this process, and those on the clock for which it waited for these programs."""
        return time.process_time() + self.waited_s

    def exchange(self, number: int, frame: bytes) -> tuple[dict[str, Any], Any]:
        if number != self.current:
            self._round(wire.pack({"id": "use", "op": "use", "program": number}, None))
            self.current = number
        return self._round(frame)

    def close(self) -> None:
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1

    def _start(self) -> None:
        descriptor = self.connect() if self.processes < PROCESSES_MAX else None
        if descriptor is None:
            raise ProgramFailed("no process to run it in")
        self.descriptor, self.current = descriptor, -1
        self.processes += 1
        self._receive()  # it says that it is there

    def _round(self, frame: bytes) -> tuple[dict[str, Any], Any]:
        try:
            stream.send(self.descriptor, frame)
        except stream.ChannelClosed as error:
            raise self._lost(str(error)) from None
        return self._receive()

    def _receive(self) -> tuple[dict[str, Any], Any]:
        began = time.monotonic()
        ready = select.select([self.descriptor], [], [], REPLY_S)[0]
        self.waited_s += time.monotonic() - began
        if not ready:
            raise self._lost(f"no reply within {REPLY_S:g} s")
        try:
            header, body = stream.receive(self.descriptor)
            return wire.unpack(header, body, plain_scalars=True)
        except (stream.ChannelClosed, wire.WireError) as error:
            raise self._lost(str(error)) from None

    def _lost(self, why: str) -> ProgramFailed:
        self.close()
        return ProgramFailed(why)


class Conversation(proxy.Conversation):
    """With a program of the question's own: what it raises is the question's fault, never the answer's."""

    def ask(self, control: dict[str, Any], value: Any) -> tuple[dict[str, Any], Any]:
        try:
            return super().ask(control, value)
        except (proxy.Raised, proxy.Refused, proxy.Lost) as error:
            raise ProgramFailed(str(error)) from None


class Reference:
    """The name ``reference`` in a test where the reference is no Python: opened at its first use."""

    def __init__(self, opener: Opener, code: str) -> None:
        self._opener, self._code = opener, code
        self._program: proxy.Program | None = None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if self._program is None:
            self._program = proxy.Program(Conversation(self._opener(self._code)))
        return getattr(self._program, name)
