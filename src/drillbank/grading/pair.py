"""A pair of zygotes (solution, checker) and the confined processes that wait in them for one grading."""

from __future__ import annotations

import json
import mmap
import os
import socket
from dataclasses import dataclass
from typing import Any

from drillbank.grading.checker import LENGTH
from drillbank.grading.own import OwnPrograms
from drillbank.grading.turns import Turns
from drillbank.model import Coding
from drillbank.sandbox import supervisor
from drillbank.sandbox.runtime import Runtime
from drillbank.sandbox.supervisor import Child, Options, Zygote, ZygoteLost

CHECKER_ANSWERS_MAX = 400  # then a fresh one: nothing may pile up
MESSAGE_MAX_BYTES = 8 << 20


@dataclass(slots=True)
class Answering:
    """A confined solution process that waits for its job: parent's ends of its descriptors."""

    zygote: Zygote  # the one that forked it and alone can reap it; the pair may have another by now
    child: Child
    job: int
    calls: socket.socket  # the checker's end
    stdout: int
    stderr: int
    baseline_kb: int = 0

    def begin(self, job: dict[str, Any]) -> None:
        """Hand over the answer; memory counts from here, or from the empty program that the child becomes."""
        status = self.child.status()
        self.baseline_kb = self.zygote.program_kb or status.get("VmRSS", 0) + status.get("VmPTE", 0)
        data = memoryview(json.dumps(job).encode())
        try:
            while data:
                data = data[os.write(self.job, data) :]
        except BrokenPipeError:
            pass  # it died: whoever waits for its first frame will see that
        os.close(self.job)
        self.job = -1

    def close(self) -> None:
        for descriptor in (self.job, self.stdout, self.stderr):
            if descriptor >= 0:
                os.close(descriptor)
        self.calls.close()
        self.child.close()


class CheckerLost(Exception):
    """The checker ended or said something that is no message."""


class Checking:
    """A confined checker process: its control socket and the page that says whose turn it is."""

    def __init__(self, zygote: Zygote) -> None:
        ours, theirs = socket.socketpair()
        page = os.memfd_create("turn", os.MFD_CLOEXEC)
        null = os.open("/dev/null", os.O_RDWR | os.O_CLOEXEC)
        try:
            os.ftruncate(page, mmap.PAGESIZE)
            self.turns = Turns(mmap.mmap(page, mmap.PAGESIZE))
            self.child = zygote.fork([null, null, theirs.fileno(), page])
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
            os.close(page)
            os.close(null)
        self.control = ours
        self.buffer = bytearray()
        self.answers = 0

    def say(self, message: dict[str, Any], descriptor: int | None = None) -> None:
        """Send one message, with a call socket where one belongs to it; raises CheckerLost."""
        data = json.dumps(message).encode()
        try:
            head = LENGTH.pack(len(data))
            if descriptor is None:
                self.control.sendall(head)
            else:
                socket.send_fds(self.control, [head], [descriptor])
            self.control.sendall(data)
        except OSError as error:
            raise CheckerLost(str(error)) from None

    def read(self) -> list[dict[str, Any]]:
        """Whole messages that have arrived; raises CheckerLost.

        They may be the words of a stranger's bank: nothing but their shape is trusted.
        """
        try:
            data = self.control.recv(1 << 20, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return []
        except OSError as error:
            raise CheckerLost(str(error)) from None
        if not data:
            raise CheckerLost("it ended")
        self.buffer += data
        messages = []
        while len(self.buffer) >= LENGTH.size:
            (length,) = LENGTH.unpack_from(self.buffer)
            if length > MESSAGE_MAX_BYTES:
                raise CheckerLost("a message above the cap")
            if len(self.buffer) < LENGTH.size + length:
                break
            text = bytes(self.buffer[LENGTH.size : LENGTH.size + length])
            del self.buffer[: LENGTH.size + length]
            try:
                message = json.loads(text)
            except (ValueError, RecursionError):
                raise CheckerLost("a message that is no JSON") from None
            if type(message) is not dict or type(message.get("say")) is not str:
                raise CheckerLost("a message of another shape")
            messages.append(message)
        return messages

    def close(self) -> None:
        self.control.close()
        self.turns.close()
        self.child.close()


class Pair:
    """Two zygotes of one runtime.  No test, reference or mistake ever goes to the one that serves answers.

    ``checker_runtime``: what the tests run in, where the answer's own is no Python.  A third zygote then serves the
    question's own programs, from the first need on.
    """

    def __init__(self, runtime: Runtime, options: Options, checker_runtime: Runtime | None = None) -> None:
        self.runtime = runtime
        self.checker_runtime = checker_runtime or runtime
        self.options = options
        self._own: Zygote | None = None
        self._solution: Zygote | None = None
        self._checker: Zygote | None = None
        self._checking: Checking | None = None
        self._spare: Answering | None = None

    def warm(self) -> None:
        """Start both zygotes and have one process of each wait; raises JudgeUnavailable."""
        if self._solution is None:
            self._solution = self._serving_zygote()
        if self._checker is None:
            self._checker = supervisor.start(
                self.checker_runtime,
                "checker",
                "drillbank.grading.checker:main",
                self.options,
                preload=["drillbank.grading.checker"],
            )

    def _serving_zygote(self) -> Zygote:
        module = "drillbank.sandbox.solution" if self.runtime.program is None else "drillbank.sandbox.node.process"
        return supervisor.start(self.runtime, "solution", f"{module}:main", self.options, preload=[module])

    def own_programs(self, question: Coding) -> OwnPrograms:
        """A process that serves the question's own programs; raises ZygoteLost, JudgeUnavailable."""
        if self._own is None:
            self._own = self._serving_zygote()
        try:
            return OwnPrograms(self._own, question)
        except ZygoteLost:
            self._drop_own_zygote()
            self._own = self._serving_zygote()
            return OwnPrograms(self._own, question)

    def end(self, own: OwnPrograms) -> None:
        """End such a process, and its zygote where that fails."""
        try:
            own.close()
        except ZygoteLost:
            self._drop_own_zygote()

    def _drop_own_zygote(self) -> None:
        zygote, self._own = self._own, None
        if zygote is not None:
            zygote.close()

    @property
    def solution_zygote(self) -> Zygote:
        self.warm()
        assert self._solution is not None
        return self._solution

    @property
    def checker_zygote(self) -> Zygote:
        self.warm()
        assert self._checker is not None
        return self._checker

    def answering(self) -> Answering:
        """A solution process for one answer: the one that waits, or a new one."""
        self._look_around()
        spare, self._spare = self._spare, None
        if spare is not None:
            if spare.child.ended is None:
                return spare
            spare.close()
        try:
            return self._fork_solution()
        except ZygoteLost:
            self.drop_solution_zygote()
            return self._fork_solution()

    def _look_around(self) -> None:
        """Take in what happened while nobody graded: a process or a zygote that somebody killed is replaced."""
        if self._solution is not None:
            try:
                self._solution.pump()
            except ZygoteLost:
                self.drop_solution_zygote()
        if self._checker is not None:
            try:
                self._checker.pump()
            except ZygoteLost:
                self.drop_checker()

    def _fork_solution(self) -> Answering:
        zygote = self.solution_zygote
        job_read, job_write = os.pipe()
        out_read, out_write = os.pipe()
        err_read, err_write = os.pipe()
        ours, theirs = socket.socketpair()
        try:
            child = zygote.fork([out_write, err_write, job_read, theirs.fileno()])
        except BaseException:
            for descriptor in (job_write, out_read, err_read):
                os.close(descriptor)
            ours.close()
            raise
        finally:
            for descriptor in (job_read, out_write, err_write):
                os.close(descriptor)
            theirs.close()
        for descriptor in (out_read, err_read):
            os.set_blocking(descriptor, False)
        return Answering(zygote, child, job_write, ours, out_read, err_read)

    def refill(self) -> None:
        """Have the next solution process forked and confined while nobody waits for it."""
        if self._spare is None and self._solution is not None:
            try:
                self._spare = self._fork_solution()
            except ZygoteLost:
                self.drop_solution_zygote()

    def checking(self, *, shared: bool) -> Checking:
        """The checker process: a shared one for the shipped bank, a new one for a stranger's."""
        current = self._checking
        if current is not None and shared and current.child.ended is None and current.answers < CHECKER_ANSWERS_MAX:
            current.answers += 1
            return current
        if current is not None:
            self.drop_checker()
        try:
            made = Checking(self.checker_zygote)
        except ZygoteLost:
            self._drop_checker_zygote()
            made = Checking(self.checker_zygote)
        self._checking = made
        return made

    def drop_checker(self) -> None:
        """Kill the checker process; the next answer gets a new one."""
        checking, self._checking = self._checking, None
        if checking is None:
            return
        checking.child.kill()
        if self._checker is not None:
            try:
                self._checker.wait(checking.child)
            except ZygoteLost:
                self._drop_checker_zygote()
        checking.close()

    def drop_solution_zygote(self) -> None:
        zygote, self._solution = self._solution, None
        if self._spare is not None:
            self._spare.close()
            self._spare = None
        if zygote is not None:
            zygote.close()

    def _drop_checker_zygote(self) -> None:
        zygote, self._checker = self._checker, None
        if zygote is not None:
            zygote.close()

    def close(self) -> None:
        """End both zygotes and all their children."""
        self.drop_checker()
        self.drop_solution_zygote()
        self._drop_checker_zygote()
        self._drop_own_zygote()
