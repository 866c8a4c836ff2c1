"""The checker process: tests, oracle, reference and expected values; the answer is at the other end of a socket.

Descriptors: 1 stdout, 2 stderr, 3 the control socket to the supervisor, 4 a shared page that says whose turn it
is.  It is confined like the answer: a question file may be a stranger's.  One process may serve many answers.

    supervisor says   {"do": "judge"}, {"do": "socket"}: each with a call socket · {"do": "none"} · {"do": "cpu", …}
    checker says      {"say": "begin", …} · {"say": "result", …} · {"say": "need"} · {"say": "mark"} · {"say": "done"}
                      {"say": "own"} it needs a process for the question's own programs, where these are no Python
                      {"say": "failed", …} the answer does not load · {"say": "broken", …} the question's own fault
"""

from __future__ import annotations

import gc
import json
import mmap
import os
import signal
import socket
import struct
import sys
import types
from collections.abc import Callable
from typing import Any

from drillbank.clean import clean, clip
from drillbank.grading import blocks, calls, compare, diagnose, growth, programs, proxy, symptom
from drillbank.grading.blocks import Broken, said
from drillbank.grading.compare import Mismatch, show
from drillbank.grading.turns import CHECKER, Turns
from drillbank.sandbox import rlimits, wire

CONTROL, PAGE = 3, 4
LENGTH = struct.Struct(">I")
SEEDS_TRIED = 3  # more attempts at a failing test, to find a smaller case
DECODING_BUDGET_S = 1.0
MAX_MESSAGE = 1200
MAX_CASE = 900
LINES = 12


def main() -> None:
    """Serve the supervisor until it closes the control socket."""
    gc.enable()
    rlimits.for_checker()
    Checker().loop()


class DecodingTooLong(BaseException):
    """Reading one reply took more CPU than its budget: charged to the answer."""


class Checker:
    """The loop: one job after the other."""

    def __init__(self) -> None:
        self.control = socket.socket(fileno=CONTROL)
        self.turns = Turns(mmap.mmap(PAGE, mmap.PAGESIZE))
        os.close(PAGE)
        signal.signal(signal.SIGVTALRM, _too_long)

    def loop(self) -> None:
        while True:
            received = self.receive()
            if received is None:
                os._exit(0)
            message, descriptor = received
            assert descriptor is not None
            try:
                Job(self, message, descriptor).run()
            except Broken as error:
                self.say({"say": "broken", "reason": clip(clean(said(error)), MAX_MESSAGE, LINES)})

    def say(self, message: dict[str, Any]) -> None:
        data = json.dumps(message).encode()
        self.control.sendall(LENGTH.pack(len(data)) + data)

    def receive(self) -> tuple[dict[str, Any], int | None] | None:
        """The supervisor's next message and the descriptor that came with it; None at the end."""
        head, descriptors, _, _ = socket.recv_fds(self.control, LENGTH.size, 1)
        while head and len(head) < LENGTH.size:
            head += self.control.recv(LENGTH.size - len(head))
        if not head:
            return None
        (missing,) = LENGTH.unpack(head)
        parts = []
        while missing:
            part = self.control.recv(min(missing, 1 << 20))
            if not part:
                return None
            parts.append(part)
            missing -= len(part)
        return json.loads(b"".join(parts)), descriptors[0] if descriptors else None

    def within_budget(self, work: Callable[[], Any]) -> Any:
        """Run ``work`` under a CPU budget; raises proxy.Lost (a protocol error) when it is passed."""
        signal.setitimer(signal.ITIMER_VIRTUAL, DECODING_BUDGET_S)
        try:
            return work()
        except DecodingTooLong:
            raise proxy.Lost("reading what it returned took too long", protocol=True) from None
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _too_long(number: int, frame: types.FrameType | None) -> None:
    raise DecodingTooLong


class Job:
    """One answer to one question."""

    def __init__(self, checker: Checker, job: dict[str, Any], descriptor: int) -> None:
        self.checker = checker
        self.question: dict[str, Any] = job["question"]
        self.seed: int = job["seed"]
        self.zh: bool = job["lang"] == "zh"
        self.remote = self._remote(descriptor)
        self.alive = True
        self.failures: list[symptom.Tried] = []
        self.passes: list[symptom.Tried] = []
        self.is_python: bool = self.question["language"] == "python"
        self.host = programs.Host(lambda: self._socket("own"))
        self.opener: programs.Opener = programs.python(self.question) if self.is_python else self.host.open

    def _remote(self, descriptor: int) -> proxy.Remote:
        return proxy.Remote(descriptor, self.checker.turns.take, self.checker.within_budget)

    def run(self) -> None:
        try:
            self._prepare()
            if self._greet():
                self._all_tests()
        finally:
            self.checker.turns.take(CHECKER)
            os.close(self.remote.descriptor)
            self.host.close()

    # ------------------------------------------------------------------------------------- preparation

    def _prepare(self) -> None:
        """Run the question's own blocks and compile its tests."""
        question = self.question
        self.given = blocks.namespace("given", question["given"] if self.is_python else "", {})
        self.oracle = blocks.module("oracle", question["oracle"], self.given)
        self.reference: Any
        if self.is_python:
            self.reference = blocks.module("reference", question["solution"], self.given)
        else:
            self.reference = programs.Reference(self.opener, question["solution"])
        self.compiled = [blocks.function(test["name"], test["code"]) for test in question["tests"]]

    def _scope(self, program: proxy.Program, index: int, attempt: int) -> dict[str, Any]:
        scope = {name: value for name, value in self.given.items() if name != "__builtins__"}
        if self.question["names_in_scope"] and self.is_python:
            scope = {**vars(self.reference), **scope}
        scope.update(
            solution=program,
            oracle=self.oracle,
            reference=self.reference,
            close=compare.close,
            equal=compare.equal,
            raises=proxy.raises,
            unchanged=proxy.unchanged,
            inplace=proxy.inplace,
            many=proxy.many,
            __name__="tests",
        )
        numpy = sys.modules.get("numpy")
        if numpy is not None:
            scope["np"] = numpy
            scope["rng"] = numpy.random.default_rng([self.seed, index, attempt])
        else:
            import random

            scope["rng"] = random.Random(f"{self.seed}/{index}/{attempt}")
        return scope

    # ------------------------------------------------------------------------------------------ the run

    def _greet(self) -> bool:
        """Wait until the answer's text has run; False where it does not load."""
        try:
            hello = self.remote.hello()
        except proxy.Lost as lost:
            self.alive = False
            self.checker.say({"say": "failed", "lost": True, "protocol": lost.protocol, "message": str(lost)})
            return False
        if hello.get("op") != "ready":
            raised = proxy.Raised(hello)
            self.alive = False
            self.checker.say(
                {
                    "say": "failed",
                    "lost": False,
                    "syntax": hello.get("syntax") is True,
                    "memory": raised.out_of_memory,
                    "message": self._trace(raised),
                }
            )
            return False
        return True

    def _all_tests(self) -> None:
        for index, test in enumerate(self.question["tests"]):
            if ((test["fresh"] and index) or not self.alive) and not self._renew():
                break
            self.checker.say({"say": "begin", "test": index, "attempt": 0})
            result = self._one_test(index, test)
            self.checker.say({"say": "result", "test": index, **result})
            if self.question["stop_early"] and result["verdict"] != "accepted":
                break
        else:
            if self.question["growth"] and not self.failures and (self.alive or self._renew()):
                self.checker.say({"say": "begin", "test": len(self.question["tests"]), "attempt": 0})
                self.checker.say({"say": "result", "test": len(self.question["tests"]), **self._growth()})
        self.checker.say({"say": "begin", "test": -1, "attempt": 0})
        found = symptom.matching(self.question, self.failures, self.passes, self.opener, self.host.spent_s)
        self.checker.say({"say": "done", "diagnosis": found})

    def _renew(self) -> bool:
        """Ask for a new solution process; False where the supervisor gives none."""
        descriptor = self._socket("need")
        if descriptor is None:
            return False
        os.close(self.remote.descriptor)
        self.remote = self._remote(descriptor)
        self.alive = True
        try:
            ready = self.remote.hello().get("op") == "ready"
        except proxy.Lost:
            ready = False
        self.alive = ready
        return ready

    def _socket(self, word: str) -> int | None:
        """Ask the supervisor for a process; its call socket, or None."""
        self.checker.say({"say": word})
        received = self.checker.receive()
        if received is None:
            os._exit(0)
        message, descriptor = received
        return descriptor if message["do"] == "socket" else None

    def _one_test(self, index: int, test: dict[str, Any]) -> dict[str, Any]:
        result, talk = self._attempt(index, 0)
        if result["verdict"] == "accepted":
            self.passes.append(self._tried(index, 0, result, talk))
            return result
        if self.question["stop_early"]:
            return result
        attempt = 0
        if result["verdict"] == "wrong_answer":
            result, talk, attempt = self._smallest(index, result, talk)
        if result["verdict"] in ("wrong_answer", "runtime_error"):
            self.failures.append(self._tried(index, attempt, result, talk))
        return {**result, **self._case(result, talk)}

    def _smallest(
        self, index: int, result: dict[str, Any], talk: proxy.Conversation
    ) -> tuple[dict[str, Any], proxy.Conversation, int]:
        """Repeat a failing test that draws its input on a few seeds, and keep the smallest failing case."""
        if "rng" not in self.compiled[index].co_names:
            return result, talk, 0
        best = (result, talk, 0)
        for attempt in range(1, SEEDS_TRIED + 1):
            self.checker.say({"say": "begin", "test": index, "attempt": attempt})
            again, again_talk = self._attempt(index, attempt)
            if not self.alive:
                break
            if again["verdict"] == "wrong_answer" and _weight(again_talk) < _weight(best[1]):
                best = (again, again_talk, attempt)
        return best

    def _tried(self, index: int, attempt: int, result: dict[str, Any], talk: proxy.Conversation) -> symptom.Tried:
        return symptom.Tried(talk, result, lambda code: self._attempt(index, attempt, self.opener(code))[0])

    def _attempt(
        self, index: int, attempt: int, program: proxy.Backend | None = None
    ) -> tuple[dict[str, Any], proxy.Conversation]:
        talk = proxy.Conversation(program or self.remote)
        try:
            self._call(index, attempt, talk)
            if program is None:
                self.remote.quiet()
        except proxy.Lost as lost:
            self.alive = False
            verdict = "protocol_error" if lost.protocol else "lost"
            return {"verdict": verdict, "message": str(lost)}, talk
        except proxy.Refused as error:
            return {"verdict": "protocol_error", "message": clip(clean(said(error)), MAX_MESSAGE, LINES)}, talk
        except proxy.Raised as error:
            verdict = "memory_limit_exceeded" if error.out_of_memory else "runtime_error"
            return {"verdict": verdict, "message": self._trace(error)}, talk
        except Mismatch as error:
            message = error.zh if self.zh else error.en
            return {"verdict": "wrong_answer", "message": message, "expected": error.expected, "got": error.got}, talk
        except AssertionError as error:
            return {"verdict": "wrong_answer", "message": clip(clean(said(error)), MAX_MESSAGE, LINES)}, talk
        except wire.NotPlain as error:
            raise Broken(f"test {self._name(index)}: {error}") from None
        except Exception as error:
            return self._unusable(index, attempt, error), talk
        return {"verdict": "accepted"}, talk

    def _call(self, index: int, attempt: int, talk: proxy.Conversation) -> None:
        scope = self._scope(proxy.Program(talk), index, attempt)
        exec(self.compiled[index], scope)
        scope["_test_"]()

    def _unusable(self, index: int, attempt: int, error: Exception) -> dict[str, Any]:
        """The test's code stumbled: over what the answer returned, if the reference gets it through; else broken."""
        try:
            talk = proxy.Conversation(self.opener(self.question["solution"]))
            self._call(index, attempt, talk)
        except (Exception, proxy.Refused, proxy.Lost):
            text = f"test {self._name(index)}: {type(error).__name__}: {said(error)}"
            raise Broken(text) from None
        text = clip(clean(f"{type(error).__name__}: {said(error)}"), 300, 3)
        zh, en = f"返回值的形状或类型无法用于检查（{text}）", f"what it returned cannot be used by the test ({text})"
        return {"verdict": "wrong_answer", "message": zh if self.zh else en}

    def _name(self, index: int) -> str:
        return str(self.question["tests"][index]["name"])

    # ---------------------------------------------------------------------------------------- what is shown

    def _case(self, result: dict[str, Any], talk: proxy.Conversation) -> dict[str, Any]:
        """The last call as text, and what the reference returns for it where the test did not say."""
        case: dict[str, Any] = {}
        if not talk.record:
            return case
        last = talk.record[-1]
        case["input"] = clip(calls.as_text(last.frame), MAX_CASE, LINES)
        if last.outcome.raised is None and not last.outcome.refused and "got" not in result:
            case["got"] = show(last.outcome.value)
        if "expected" not in result and result["verdict"] in ("wrong_answer", "runtime_error"):
            expected = diagnose.replay(self.opener, self.question["solution"], talk)
            if expected is not None and expected[-1].raised is None and not expected[-1].refused:
                case["expected"] = show(expected[-1].value)
            elif expected is not None and expected[-1].raised:
                case["expected"] = f"raises {expected[-1].raised[0]}"
        return case

    def _trace(self, error: proxy.Raised) -> str:
        return clip(clean(error.trace or str(error)), MAX_MESSAGE, LINES)

    # --------------------------------------------------------------------------------------------- growth

    def _growth(self) -> dict[str, Any]:
        spec = self.question["growth"]
        if not self.is_python:
            raise Broken(f"growth: it is not measured for {self.question['language']}")
        talk = proxy.Conversation(self.remote)
        try:
            report = growth.measure(
                spec,
                self._growth_scope(),
                proxy.Program(talk),
                self._local_program(),
                self._mark,
                self.question["floor_s"],
            )
        except Mismatch as error:
            message = error.zh if self.zh else error.en
            return {"verdict": "wrong_answer", "message": message, "expected": error.expected, "got": error.got}
        except proxy.Lost as lost:
            self.alive = False
            return {"verdict": "protocol_error" if lost.protocol else "lost", "message": str(lost)}
        except proxy.Refused as error:
            return {"verdict": "protocol_error", "message": clip(clean(said(error)), MAX_MESSAGE, LINES)}
        except proxy.Raised as error:
            verdict = "memory_limit_exceeded" if error.out_of_memory else "runtime_error"
            return {"verdict": verdict, "message": self._trace(error)}
        except Exception as error:
            raise Broken(f"growth: {type(error).__name__}: {said(error)}") from None
        if report.accepted:
            return {"verdict": "accepted"}
        return {"verdict": "time_limit_exceeded", "message": report.zh if self.zh else report.en}

    def _growth_scope(self) -> dict[str, Any]:
        numpy = sys.modules.get("numpy")
        return {**self.given, **({} if numpy is None else {"np": numpy})}

    def _local_program(self) -> proxy.Program:
        return proxy.Program(proxy.Conversation(self.opener(self.question["solution"])))

    def _mark(self) -> tuple[float, float]:
        """CPU seconds of (solution, checker) as the supervisor reads them from outside."""
        self.checker.say({"say": "mark"})
        received = self.checker.receive()
        if received is None:
            os._exit(0)
        message, _ = received
        return float(message["solution"]), float(message["checker"])


def _weight(talk: proxy.Conversation) -> int:
    return len(talk.record[-1].frame) if talk.record else 1 << 60
