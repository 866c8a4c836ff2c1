"""``solution.f(x)`` in a test: a call over the wire, or into a program that runs in this process.

Both ways go through the same frames, so that a reference, an oracle's rival or a named mistake sees exactly what the
answer saw, and a recorded conversation can be replayed against any of them.
"""

from __future__ import annotations

import os
import select
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from drillbank.grading.compare import Mismatch, show
from drillbank.grading.turns import ANSWER, CHECKER, DECODING
from drillbank.sandbox import solution as serving
from drillbank.sandbox import stream, wire


class Raised(Exception):
    """The answer raised: class names of its MRO and its text; never re-raised by name."""

    def __init__(self, raised: dict[str, Any]) -> None:
        names, text = raised.get("names"), raised.get("text")
        self.names = tuple(n for n in names if type(n) is str) if type(names) is list else ()
        self.text = text if type(text) is str else ""
        trace = raised.get("trace")
        self.trace = trace if type(trace) is str else ""
        self.explicit = raised.get("explicit") is True
        super().__init__(f"{self.name}: {self.text}" if self.text else self.name)

    @property
    def name(self) -> str:
        return self.names[0] if self.names else "Exception"

    @property
    def out_of_memory(self) -> bool:
        """A MemoryError that no ``raise`` statement made; torch and node say it with errors of their allocators."""
        if self.explicit:
            return False
        if self.name == "RangeError" and self.text == "Array buffer allocation failed":
            return True
        allocator = self.name == "RuntimeError" and "allocate memory" in self.text and "alloc_cpu" in self.text
        return allocator or self.name in ("MemoryError", "_ArrayMemoryError")


class Lost(BaseException):
    """The solution process is gone, or what it said is no answer; ends the test whatever its code catches."""

    def __init__(self, reason: str, *, protocol: bool) -> None:
        super().__init__(reason)
        self.protocol = protocol


class Refused(BaseException):
    """The answer returned something that is no plain data."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One recorded call: the frame that was sent, and what came back in a form that compares."""

    frame: bytes
    outcome: Outcome
    made: int | None = None  # the number that the other side gave to a new object


@dataclass(frozen=True, slots=True)
class Outcome:
    """A reply: a value, or the names of what was raised, or a refusal; and what the call's mode adds."""

    value: Any = None
    raised: tuple[str, ...] | None = None
    refused: bool = False
    changed: bool = False


class Backend(Protocol):
    """Whatever answers frames."""

    classes: dict[str, frozenset[str]]
    data: frozenset[str]

    def exchange(self, frame: bytes) -> tuple[dict[str, Any], Any]:
        """(control, value) of the reply; raises Lost."""
        ...


class Remote:
    """The solution process at the other end of a socket.  ``watch`` tells the supervisor whose turn it is."""

    def __init__(
        self, descriptor: int, turn: Callable[[int], None], budget: Callable[[Callable[[], Any]], Any]
    ) -> None:
        self.descriptor = descriptor
        self.turn = turn
        self.budget = budget
        self.classes: dict[str, frozenset[str]] = {}
        self.data: frozenset[str] = frozenset()

    def hello(self) -> dict[str, Any]:
        """The first frame: ready with its names, or failed."""
        control, _ = self._receive()
        if control.get("op") == "ready":
            self.classes, self.data = names(control)
        return control

    def exchange(self, frame: bytes) -> tuple[dict[str, Any], Any]:
        self.quiet()
        self.turn(ANSWER)
        try:
            stream.send(self.descriptor, frame)
        except stream.ChannelClosed as error:
            raise Lost(str(error), protocol=False) from None
        return self._receive()

    def quiet(self) -> None:
        """Raise Lost where the other side spoke without being asked."""
        if select.select([self.descriptor], [], [], 0)[0]:
            try:
                unasked = os.read(self.descriptor, 1)
            except OSError:
                unasked = b""
            raise Lost("it spoke before it was asked" if unasked else "closed", protocol=bool(unasked))

    def _receive(self) -> tuple[dict[str, Any], Any]:
        self.turn(ANSWER)
        try:
            header, body = stream.receive(self.descriptor)
        except stream.ChannelClosed as error:
            raise Lost(str(error), protocol=error.partial) from None
        except wire.WireError as error:
            raise Lost(str(error), protocol=True) from None
        self.turn(DECODING)
        try:
            control, value = self.budget(lambda: wire.unpack(header, body, plain_scalars=True))
        except wire.WireError as error:
            raise Lost(str(error), protocol=True) from None
        finally:
            self.turn(CHECKER)
        return control, value


class Replaying(ABC):
    """A program of the question's own, to which recorded calls can be put again."""

    classes: dict[str, frozenset[str]]
    data: frozenset[str]

    @abstractmethod
    def answer(self, control: dict[str, Any], value: Any) -> tuple[dict[str, Any], Any]:
        """(control, value) of the reply to one call."""

    def exchange(self, frame: bytes) -> tuple[dict[str, Any], Any]:
        return self.answer(*_opened(frame))

    def again(self, exchange: Exchange, numbers: dict[int, int]) -> Outcome:
        """The outcome of a recorded call here; ``numbers`` turns its objects into ours, and grows by what is built.

        Over there numbers run on from test to test.  Raises KeyError for an object that could not be built here.
        """
        control, value = _opened(exchange.frame)
        number = control.get("object")
        if type(number) is int:
            control["object"] = numbers[number]
        reply, result = self.answer(control, value)
        if exchange.made is not None and type(reply.get("object")) is int:
            numbers[exchange.made] = reply["object"]
        return outcome_of(reply, result)


class Local(Replaying):
    """One that is Python: served in this process by the same code that serves answers."""

    def __init__(self, given: str, code: str, arrays: str) -> None:
        self.server = serving.Server(arrays)
        hello = self.server.load(given, code)
        if hello["op"] != "ready":
            raise Raised(hello)
        self.classes, self.data = names(hello)

    def answer(self, control: dict[str, Any], value: Any) -> tuple[dict[str, Any], Any]:
        return _opened(self.server.answer(control, value), plain_scalars=True)


def _opened(frame: bytes, *, plain_scalars: bool = False) -> tuple[dict[str, Any], Any]:
    header, _ = wire.sizes(frame[: wire.PREFIX.size])
    start = wire.PREFIX.size
    return wire.unpack(frame[start : start + header], frame[start + header :], plain_scalars=plain_scalars)


def names(control: dict[str, Any]) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    classes, data = control.get("classes"), control.get("data")
    if type(classes) is not dict or type(data) is not list:
        raise Lost("its first frame has another shape", protocol=True)
    return (
        {
            str(name): frozenset(map(str, attributes))
            for name, attributes in classes.items()
            if type(attributes) is list
        },
        frozenset(map(str, data)),
    )


class Conversation:
    """Calls through one backend, recorded for messages, diagnosis and replay."""

    MAX_RECORDED_BYTES = 64 << 20

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self.record: list[Exchange] = []
        self.recorded_bytes = 0
        self.complete = True  # False once something was too large to record

    def ask(self, control: dict[str, Any], value: Any) -> tuple[dict[str, Any], Any]:
        """One round trip; raises Raised, Refused, Lost, and wire.NotPlain for arguments that may not cross."""
        call = os.urandom(8).hex()
        frame = wire.pack({"id": call, **control}, value, "an argument")
        reply, result = self.backend.exchange(frame)
        if reply.get("id") != call:
            raise Lost("a reply to a call that was not made", protocol=True)
        self._remember(frame, reply, result)
        if "raised" in reply:
            raised = reply["raised"]
            raise Raised(raised if type(raised) is dict else {})
        if "refused" in reply:
            raise Refused(str(reply["refused"]))
        return reply, result

    def _remember(self, frame: bytes, reply: dict[str, Any], result: Any) -> None:
        self.recorded_bytes += len(frame)
        if self.recorded_bytes > self.MAX_RECORDED_BYTES:
            self.complete = False
            return
        made = reply.get("object")
        self.record.append(Exchange(frame, outcome_of(reply, result), made if type(made) is int else None))


def outcome_of(reply: dict[str, Any], result: Any) -> Outcome:
    """A reply in a form that compares."""
    raised = reply.get("raised")
    if type(raised) is dict:
        names = raised.get("names")
        return Outcome(raised=tuple(names[:1]) if type(names) is list else ())
    return Outcome(result, refused="refused" in reply, changed=reply.get("changed") is True)


class Callable_:
    """A function of the answer, or a method of one of its objects."""

    def __init__(self, talk: Conversation, owner: int | None, name: str) -> None:
        self._talk, self._owner, self._name = talk, owner, name

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        return self.invoke(arguments, keywords, "plain")[1]

    def invoke(self, arguments: tuple[Any, ...], keywords: dict[str, Any], mode: str) -> tuple[dict[str, Any], Any]:
        """(reply's control, result); ``mode``: plain, unchanged, inplace."""
        control = {"op": "call", "object": self._owner, "name": self._name, "mode": mode}
        return self._talk.ask(control, [list(arguments), keywords])

    def many(self, list_of_arguments: list[Any]) -> Any:
        """All results in one round trip."""
        control = {"op": "many", "object": self._owner, "name": self._name}
        return self._talk.ask(control, [list(arguments) for arguments in list_of_arguments])[1]


class Class_:
    """A class of the answer: calling it builds an object over there."""

    def __init__(self, talk: Conversation, name: str) -> None:
        self._talk, self._name = talk, name

    def __call__(self, *arguments: Any, **keywords: Any) -> Object_:
        reply, _ = self._talk.ask({"op": "new", "name": self._name}, [list(arguments), keywords])
        number = reply.get("object")
        if type(number) is not int:
            raise Lost("a new object without a number", protocol=True)
        return Object_(self._talk, number, self._talk.backend.classes.get(self._name, frozenset()))


class Object_:
    """An object of the answer: methods are called, properties read, over there."""

    def __init__(self, talk: Conversation, number: int, methods: frozenset[str]) -> None:
        self._talk, self._number, self._methods = talk, number, methods

    def __getattr__(self, name: str) -> Any:
        if name in self._methods:
            return Callable_(self._talk, self._number, name)
        reply, value = self._talk.ask({"op": "get", "object": self._number, "name": name}, None)
        return Callable_(self._talk, self._number, name) if reply.get("callable") is True else value

    def _special(self, name: str, *arguments: Any) -> Any:
        return Callable_(self._talk, self._number, name)(*arguments)

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        return Callable_(self._talk, self._number, "__call__")(*arguments, **keywords)

    def __len__(self) -> int:
        return int(self._special("__len__"))

    def __getitem__(self, key: Any) -> Any:
        return self._special("__getitem__", key)

    def __setitem__(self, key: Any, value: Any) -> None:
        self._special("__setitem__", key, value)

    def __delitem__(self, key: Any) -> None:
        self._special("__delitem__", key)

    def __contains__(self, key: Any) -> bool:
        return bool(self._special("__contains__", key))


class Program:
    """The name ``solution`` in a test: attributes are the answer's functions, classes and plain values."""

    def __init__(self, talk: Conversation) -> None:
        self._talk = talk

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if name in self._talk.backend.classes:
            return Class_(self._talk, name)
        if name in self._talk.backend.data:
            return self._talk.ask({"op": "global", "name": name}, None)[1]
        return Callable_(self._talk, None, name)


# ------------------------------------------------------------------------------- helpers in scope of a test


def raises(kind: str | type[BaseException], call: Any, *arguments: Any, **keywords: Any) -> None:
    """Assert that the call raises ``kind`` (a class or its name, or a class that derives from it)."""
    name = kind if isinstance(kind, str) else kind.__name__
    try:
        got = call(*arguments, **keywords)
    except Raised as error:
        if name not in error.names:
            zh, en = f"应抛出 {name}，得到 {error.name}", f"expected {name}, got {error.name}"
            raise Mismatch(zh, en, shown=False) from None
        return
    except Exception as error:  # a program of the question's own, called directly
        if name not in [cls.__name__ for cls in type(error).__mro__]:
            raise
        return
    raise Mismatch(f"应抛出 {name}，却返回了 {show(got)}", f"expected {name}, but it returned {show(got)}", shown=False)


def unchanged(call: Any, *arguments: Any, **keywords: Any) -> Any:
    """Call, and fail where an argument was modified in place; returns the result."""
    if not isinstance(call, Callable_):
        return call(*arguments, **keywords)
    reply, result = call.invoke(arguments, keywords, "unchanged")
    if reply.get("changed") is not False:
        raise Mismatch("传入的参数被原地修改了", "an argument was modified in place", shown=False)
    return result


def inplace(call: Any, *arguments: Any, **keywords: Any) -> Any:
    """Call, and return the arguments as they are afterwards (a list)."""
    if not isinstance(call, Callable_):
        call(*arguments, **keywords)
        return list(arguments)
    _, pair = call.invoke(arguments, keywords, "inplace")
    if type(pair) is not list or len(pair) != 2 or type(pair[1]) is not list:
        raise Lost("a reply of another shape", protocol=True)
    return pair[1]


def many(call: Any, list_of_arguments: list[Any]) -> Any:
    """All results in one round trip."""
    if not isinstance(call, Callable_):
        return [call(*arguments) for arguments in list_of_arguments]
    results = call.many(list_of_arguments)
    if type(results) is not list or len(results) != len(list_of_arguments):
        raise Lost("a reply of another length", protocol=True)
    return results
