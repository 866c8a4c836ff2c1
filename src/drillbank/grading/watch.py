"""One grading from outside: messages, clocks, memory, output; who is at fault when something does not end."""

from __future__ import annotations

import os
import select
import time
from collections.abc import Callable
from typing import Any

from drillbank.grading import blame, job, report
from drillbank.grading.output import Output
from drillbank.grading.own import OwnPrograms
from drillbank.grading.pair import Answering, CheckerLost, Checking, Pair
from drillbank.grading.turns import CHECKER, DECODING
from drillbank.model import Coding, Diagnosis, Lang, Outcome, TestResult, Verdict
from drillbank.sandbox import namespaces, scratch
from drillbank.sandbox.supervisor import ZygoteLost

TICK_S = 0.005  # threads are made at some 20,000 a second
THREADS_MAX = 64
SCRATCH_EVERY_S = 0.1
RESTARTS_MAX = 3
CHECKER_TIME_S = 15.0  # of its own turn, in one test
CHECKER_MEMORY_KB = 3 << 20
DECODING_TIME_S = 5.0
GONE_WITHIN_S = 0.5  # between its channel's end and its own

_STOPS = (Outcome.TIME_LIMIT_EXCEEDED, Outcome.MEMORY_LIMIT_EXCEEDED, Outcome.OUTPUT_LIMIT_EXCEEDED)


class Watch:
    """Runs one answer on one pair."""

    def __init__(
        self,
        pair: Pair,
        question: Coding,
        code: str,
        seed: int,
        lang: Lang,
        *,
        memory_mb: float,
        stop_early: bool = False,
    ) -> None:
        self.pair = pair
        self.question = question
        self.code = code
        self.seed = seed
        self.lang = lang
        self.stop_early = stop_early  # at the first failure: no case, no repetition, no diagnosis
        self.memory_kb = int(memory_mb * 1024)
        self.wall_s = 2.0
        self.slower: Callable[[], float] | None = None  # measures the reference when the default limit is reached
        self.results: list[TestResult] = []
        self.diagnosis: tuple[Diagnosis, ...] = ()
        self.outcome: Outcome | None = None  # decided for the whole: did not load, judge error
        self.message = ""
        self.reason: Outcome | None = None  # why we killed the answer
        self.reason_text = ""
        self.test = 0
        self.attempt = 0
        self.restarts = 0
        self.finished = False
        self.sandbox_lost = False  # a zygote or a shared process was killed from outside: worth another try
        self.cpu_s = 0.0
        self.peak_kb = 0
        self.output = Output()
        self.own: OwnPrograms | None = None
        self.scratch_due = 0.0

    # ------------------------------------------------------------------------------------------- the run

    def run(self) -> Verdict:
        """Grade; raises JudgeUnavailable where the sandbox cannot be had."""
        started = time.monotonic()
        self.answering: Answering = self.pair.answering()
        self.checking: Checking = self.pair.checking(shared=self.question.shipped)
        self.start_cpu = self.answering.child.cpu_s()
        try:
            self._hand_over(self.answering)
            told = job.for_checker(self.question, self.seed, self.lang, self.stop_early)
            self.checking.say(told, self.answering.calls.fileno())
            self.answering.calls.close()
            self._clock()
            while not self.finished:
                self._wait()
        except CheckerLost as error:
            self._checker_lost(str(error))
        except ZygoteLost as error:
            self.sandbox_lost = True
            self._fail(Outcome.JUDGE_ERROR, f"the sandbox ended: {error}")
            self.pair.drop_solution_zygote()
        finally:
            self._end()
        return self._verdict(time.monotonic() - started)

    def _hand_over(self, answering: Answering) -> None:
        tests = len(self.question.tests) + 1
        self.cpu_in_all = tests * (3 * max(self.wall_s, 20.0) + 5)
        baseline = answering.zygote.data_bytes
        answering.begin(job.for_answer(self.question, self.code, self.cpu_in_all, self.memory_kb * 1024, baseline))

    def _wait(self) -> None:
        poller = select.poll()
        control = self.checking.control.fileno()
        poller.register(control, select.POLLIN)
        for descriptor in (self.answering.stdout, self.answering.stderr):
            if descriptor >= 0:
                poller.register(descriptor, select.POLLIN)
        ready = [descriptor for descriptor, _ in poller.poll(TICK_S * 1000)]
        self._drain(ready)
        if control in ready:
            for message in self.checking.read():
                try:
                    self._hear(message)
                except (KeyError, ValueError, TypeError, IndexError) as error:
                    # A stranger's bank may say anything; it can only harm its own question.
                    raise CheckerLost(f"a message of another shape ({type(error).__name__})") from None
        if not self.finished:
            self._limits()

    def _drain(self, ready: list[int]) -> None:
        for name in ("stdout", "stderr"):
            descriptor = getattr(self.answering, name)
            if descriptor < 0 or descriptor not in ready:
                continue
            if not self.output.read(name, descriptor):
                os.close(descriptor)
                setattr(self.answering, name, -1)
            if self.output.too_much:
                self._stop(Outcome.OUTPUT_LIMIT_EXCEEDED, "输出超过 1 MiB", "it wrote more than 1 MiB of output")

    # ---------------------------------------------------------------------------------------- messages

    def _hear(self, message: dict[str, Any]) -> None:
        match message["say"]:
            case "begin":
                self.test, self.attempt = int(message["test"]), int(message["attempt"])
                self._clock()
            case "result":
                self._result(message)
            case "need":
                self._renew()
            case "own":
                self._serve_own()
            case "mark":
                self._clock()
                cpu = {"solution": self.answering.child.cpu_s(), "checker": self.checking.child.cpu_s()}
                self.checking.say({"do": "cpu", **cpu})
            case "failed":
                self._did_not_load(message)
            case "broken":
                self._fail(Outcome.JUDGE_ERROR, report.text_of(message, "reason"))
            case "done":
                named = {wrong.id: wrong for wrong in self.question.wrong}
                ids = message.get("diagnosis")
                known = [named[i] for i in ids if i in named] if type(ids) is list else []
                self.diagnosis = tuple(Diagnosis(wrong.id, wrong.says) for wrong in known)
                self.finished = True
            case other:
                raise CheckerLost(f"an unknown message {other[:40]!r}")

    def _clock(self) -> None:
        self.begin_wall = time.monotonic()
        self.begin_cpu = self.answering.child.cpu_s()
        self.begin_checker_cpu = self.checking.child.cpu_s()
        self.begin_turns = self.checking.turns.answer_s(self.begin_wall)
        self.begin_waited = self.answering.child.waited_s()

    def _result(self, message: dict[str, Any]) -> None:
        word = report.text_of(message, "verdict")
        text = report.text_of(message, "message")
        if word == "lost":
            outcome, text = self._why_lost()
        else:
            outcome = Outcome(word)
            self._peak()
            if outcome is Outcome.ACCEPTED and self.peak_kb > self.memory_kb:
                outcome, text = Outcome.MEMORY_LIMIT_EXCEEDED, self._memory_text()
        self.results.append(report.result(self.question, message, outcome, text))
        if word != "lost" and self.reason is not None and self.attempt:
            self.reason = None  # we stopped a repetition; the first attempt's verdict stands
            self.restarts = RESTARTS_MAX
        if outcome in _STOPS:
            self.reason = outcome

    def _renew(self) -> None:
        """The checker asks for a new solution process."""
        if self.reason in _STOPS or self.restarts >= RESTARTS_MAX:
            self.checking.say({"do": "none"})
            return
        self.restarts += 1
        self._account(self.answering)
        self.answering = self.pair.answering()
        self.reason = None
        self.start_cpu = self.answering.child.cpu_s()
        self._hand_over(self.answering)
        self.checking.say({"do": "socket"}, self.answering.calls.fileno())
        self.answering.calls.close()
        self._clock()

    def _serve_own(self) -> None:
        """The checker asks for a process that serves the question's own programs; there is one at a time."""
        if self.own is not None:
            self.pair.end(self.own)
        self.own = self.pair.own_programs(self.question)
        self.checking.say({"do": "socket"}, self.own.calls.fileno())

    def _did_not_load(self, message: dict[str, Any]) -> None:
        if message.get("lost") is True:
            outcome, text = self._why_lost()
            if message.get("protocol") is True and self.reason is None:
                outcome, text = Outcome.PROTOCOL_ERROR, report.text_of(message, "message")
        elif message.get("syntax") is True:
            outcome, text = Outcome.SYNTAX_ERROR, report.text_of(message, "message")
        elif message.get("memory") is True:
            outcome, text = Outcome.MEMORY_LIMIT_EXCEEDED, self._memory_text()
        else:
            outcome, text = Outcome.RUNTIME_ERROR, report.text_of(message, "message")
        self._fail(outcome, text)

    def _fail(self, outcome: Outcome, text: str) -> None:
        self.outcome, self.message, self.finished = outcome, text, True

    def _checker_lost(self, text: str) -> None:
        if self.outcome is not None:
            return
        if self.reason is Outcome.PROTOCOL_ERROR:
            self._fail(Outcome.PROTOCOL_ERROR, self.reason_text)
        elif self.test < 0:
            self.finished = True  # every test has its verdict; only the diagnosis is missing
        else:
            self.sandbox_lost = not self.reason_text
            self._fail(Outcome.JUDGE_ERROR, self.reason_text or f"the checker: {text}")

    # ------------------------------------------------------------------------------------------- limits

    def _limits(self) -> None:
        wall = time.monotonic() - self.begin_wall
        answer_cpu = self.answering.child.cpu_s() - self.begin_cpu
        checker_cpu = self.checking.child.cpu_s() - self.begin_checker_cpu
        turn = self.checking.turns.whose
        if self.own is not None:
            self.own.hold()
        if self.reason is None:
            self._peak()
            if self.peak_kb > self.memory_kb:
                self._stop(Outcome.MEMORY_LIMIT_EXCEEDED, "", "")
                return
            self._scratch()
        if turn == DECODING:
            if checker_cpu > DECODING_TIME_S:
                self.reason = Outcome.PROTOCOL_ERROR
                self.reason_text = self._say("读取返回值耗时过长", "reading what it returned took too long")
                self.pair.drop_checker()
                raise CheckerLost(self.reason_text)
            return
        asleep = self._asleep_s(answer_cpu)
        if self.test >= 0 and self.reason is None and max(answer_cpu, asleep) >= self.wall_s:
            limit = self._limit()
            if max(answer_cpu, asleep) >= limit:
                self._stop(
                    Outcome.TIME_LIMIT_EXCEEDED,
                    f"超过 {limit:g} 秒的时间限制",
                    f"it did not finish within {limit:g} s",
                )
            return
        checker_gone = checker_cpu > CHECKER_TIME_S or wall > 3 * CHECKER_TIME_S + self.wall_s
        if turn == CHECKER and (checker_gone or self._checker_memory() > CHECKER_MEMORY_KB):
            self.reason_text = self._say("题目自己的检查没有结束", "the question's own tests did not finish")
            self.pair.drop_checker()
            raise CheckerLost(self.reason_text)

    def _scratch(self) -> None:
        """Scratch on disk has no cap of its own: count what lies there, now and then."""
        folder, now = self.answering.child.scratch, time.monotonic()
        if folder is not None and now >= self.scratch_due:
            used = scratch.size(str(folder), namespaces.TMPFS_BYTES)
            self.scratch_due = now + max(SCRATCH_EVERY_S, 5 * (time.monotonic() - now))
            if used > namespaces.TMPFS_BYTES:
                mib = namespaces.TMPFS_BYTES >> 20
                zh, en = f"写入的文件超过 {mib} MiB", f"it wrote more than {mib} MiB of files"
                self._stop(Outcome.OUTPUT_LIMIT_EXCEEDED, zh, en)

    def _asleep_s(self, cpu_s: float) -> float:
        """Seconds of the answer's own turns in which it neither ran nor waited for a processor.

        A busy machine is nobody's fault: what the kernel counts as waiting to run is taken off.
        """
        turns_s = self.checking.turns.answer_s(time.monotonic()) - self.begin_turns
        waited_s = self.answering.child.waited_s() - self.begin_waited
        return turns_s - cpu_s - waited_s

    def _limit(self) -> float:
        """The limit; the default one is checked against the reference's own time once it is reached."""
        if self.slower is not None:
            measure, self.slower = self.slower, None
            before = time.monotonic()
            self.wall_s = measure()
            self.begin_wall += time.monotonic() - before
            self.begin_turns += time.monotonic() - before
        return self.wall_s

    def _checker_memory(self) -> int:
        return self.checking.child.status().get("VmRSS", 0)

    def _peak(self) -> None:
        status = self.answering.child.status()
        if status:
            used = status["VmHWM"] + status["VmPTE"] - self.answering.baseline_kb
            self.peak_kb = max(self.peak_kb, used)
            if status["Threads"] > THREADS_MAX and self.reason is None:
                text = f"more than {THREADS_MAX} threads"
                self._stop(Outcome.RUNTIME_ERROR, f"线程超过 {THREADS_MAX} 个", text)

    def _stop(self, outcome: Outcome, zh: str, en: str) -> None:
        """Kill the answer for a reason; the checker sees its socket close and says so."""
        if self.reason is None:
            self.reason = outcome
            self.reason_text = self._say(zh, en) or self._memory_text()
            self.answering.child.kill()

    def _why_lost(self) -> tuple[Outcome, str]:
        """The answer's process ended without an answer: from outside evidence, why."""
        if self.reason is not None:
            return self.reason, self.reason_text
        ended = self.answering.zygote.wait(self.answering.child, GONE_WITHIN_S)
        if ended is None:
            self.answering.child.kill()
            text = self._say("它关闭了与评测器的通道", "it closed its channel to the judge")
            return Outcome.PROTOCOL_ERROR, text
        self.peak_kb = max(self.peak_kb, ended.peak_kb - self.answering.baseline_kb)
        outcome, text = blame.of_end(ended, self.peak_kb, self.memory_kb, self.cpu_in_all, self.lang)
        self.sandbox_lost |= outcome is Outcome.JUDGE_ERROR
        return outcome, text

    def _memory_text(self) -> str:
        return blame.memory_text(self.memory_kb, self.lang)

    def _say(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    # ---------------------------------------------------------------------------------------------- end

    def _end(self) -> None:
        """Nothing of the answer stays: process, descriptors, scratch (emptied by the zygote)."""
        try:
            self._account(self.answering)
        except ZygoteLost:
            self.pair.drop_solution_zygote()
        if self.own is not None:
            self.pair.end(self.own)
        if self.outcome is Outcome.JUDGE_ERROR or not self.question.shipped:
            self.pair.drop_checker()
        zygote = self.pair.solution_zygote
        if zygote.retired:
            self.pair.drop_solution_zygote()

    def _account(self, answering: Answering) -> None:
        """Kill, wait for the exit, count its CPU and peak, keep its last output."""
        answering.child.kill()
        try:
            ended = answering.zygote.wait(answering.child)
            if ended is None:
                raise ZygoteLost("a killed process was not reaped")
            self.cpu_s += max(0.0, ended.user_s + ended.system_s - self.start_cpu)
            self.peak_kb = max(self.peak_kb, ended.peak_kb - answering.baseline_kb)
            self._drain([answering.stdout, answering.stderr])
        finally:
            answering.close()

    def _verdict(self, wall_s: float) -> Verdict:
        if self.sandbox_lost:
            self.outcome = Outcome.JUDGE_ERROR
        return report.compose(
            self.question,
            self.results,
            decided=self.outcome,
            message=self.message,
            layers=self.pair.solution_zygote.layers,
            seed=self.seed,
            diagnosis=self.diagnosis,
            cpu_s=round(self.cpu_s, 6),
            wall_s=round(wall_s, 6),
            memory_mb=round(max(0, self.peak_kb) / 1024, 3),
            stdout=self.output.text("stdout"),
            stderr=self.output.text("stderr"),
            truncated=self.output.truncated,
        )
