"""The judge: one code answer in, one Verdict out.

It asks for two confined processes, watches clocks, memory and output from outside, and never parses a value of a
submission.  Waiting on the answer is the answer's fault; the checker's own time or crash is a judge error.
"""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from drillbank.errors import UsageError
from drillbank.grading import banned
from drillbank.grading.pair import Pair
from drillbank.grading.watch import Watch
from drillbank.model import Coding, Lang, Verdict
from drillbank.sandbox import runtime
from drillbank.sandbox.node import runtime as javascript
from drillbank.sandbox.runtime import Runtime
from drillbank.sandbox.supervisor import Options

CODE_MAX_BYTES = 1 << 20
SEEDS = 1 << 48  # too many to be found from the first input that a test draws
DEFAULT_MEMORY_MB = 256.0
DEFAULT_WALL_S = 2.0
REFERENCE_TIMES = 10.0
MEMORY_SHARE = 0.7


@dataclass(slots=True)
class _Pool:
    """Pairs of one runtime: those that are free, and how many there are."""

    free: list[Pair] = field(default_factory=list)
    made: int = 0


class Judge:
    """Grades answers on warm zygotes.  Thread-safe: at most ``jobs`` answers run at once."""

    def __init__(self, options: Options, jobs: int) -> None:
        self.options = options
        self.jobs = max(1, min(jobs, _jobs_by_memory()))
        self._pools: dict[tuple[str, ...], _Pool] = {}
        self._runtimes: dict[tuple[str, tuple[str, ...]], Runtime] = {}  # as found: not looked up for each answer
        self._turn = threading.Condition()
        self._walls: dict[tuple[str, str], float] = {}
        self._closed = False

    @classmethod
    def open(
        cls,
        scratch_root: Path,
        jobs: int = 1,
        *,
        off: frozenset[str] = frozenset(),
        landlock_cap: int = 99,
        packages: Path | None = None,
    ) -> Judge:
        """A judge whose zygotes start at the first need.

        ``scratch_root`` holds scratch folders where no tmpfs can be mounted, ``packages`` what JavaScript answers may
        use.  ``off`` switches layers off and ``landlock_cap`` pretends an older kernel; both are for tests of them.
        """
        return cls(Options(Path(scratch_root), off, landlock_cap, packages=packages), jobs)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all processes and remove what they left."""
        with self._turn:
            self._closed = True
            pairs = [pair for pool in self._pools.values() for pair in pool.free]
            self._pools.clear()
        for pair in pairs:
            pair.close()

    def warm(self, question: Coding) -> None:
        """Start the zygotes that ``question`` needs, while the learner still reads; raises JudgeUnavailable."""
        with self._pair(question) as pair:
            pair.warm()
            pair.refill()

    def grade(
        self, question: Coding, code: str, *, seed: int | None = None, lang: Lang = "en", stop_early: bool = False
    ) -> Verdict:
        """Run ``code`` against the question's tests; ``stop_early``: only until one fails, without showing the case.

        Raises JudgeUnavailable, and UsageError for an answer over 1 MiB.
        """
        if len(code.encode(errors="surrogatepass")) > CODE_MAX_BYTES:
            raise UsageError("The answer is larger than 1 MiB; hand in the code only.")
        chosen = secrets.randbelow(SEEDS) if seed is None else seed
        with self._pair(question) as pair:
            watch = self._watch(pair, question, code, chosen, lang, stop_early)
            verdict = watch.run()
            if watch.sandbox_lost:  # somebody killed a process of ours: that is nobody's answer
                verdict = self._watch(pair, question, code, chosen, lang, stop_early).run()
            pair.refill()
        return banned.advise(verdict, question, code)

    def _watch(self, pair: Pair, question: Coding, code: str, seed: int, lang: Lang, stop_early: bool) -> Watch:
        memory_mb = question.limits.memory_mb or DEFAULT_MEMORY_MB
        watch = Watch(pair, question, code, seed, lang, memory_mb=memory_mb, stop_early=stop_early)
        watch.wall_s = question.limits.wall_s or self._walls.get((question.id, question.solution), DEFAULT_WALL_S)
        if question.limits.wall_s is None:
            watch.slower = lambda: self._wall_of(question)
        return watch

    def layers(self, question: Coding) -> dict[str, str]:
        """State of each layer for the runtime of ``question``."""
        with self._pair(question) as pair:
            return dict(pair.solution_zygote.layers)

    def _wall_of(self, question: Coding) -> float:
        """max(2 s, 10 × the reference's CPU time here), measured on a pair of its own."""
        key = (question.id, question.solution)
        if key not in self._walls:
            pair = self._new_pair(question)
            try:
                watch = Watch(pair, question, question.solution, 1, "en", memory_mb=4 * DEFAULT_MEMORY_MB)
                watch.wall_s = 60.0
                slowest = watch.run().cpu_s
            finally:
                pair.close()
            self._walls[key] = max(DEFAULT_WALL_S, REFERENCE_TIMES * slowest)
        return self._walls[key]

    def _runtime(self, question: Coding) -> Runtime:
        """What its answers run in; raises JudgeUnavailable where that is missing."""
        key = (question.language, question.requires)
        if key not in self._runtimes:
            self._runtimes[key] = (
                runtime.resolve(question.requires)
                if question.language == "python"
                else javascript.resolve(question.requires, self.options.packages)
            )
        return self._runtimes[key]

    def _new_pair(self, question: Coding) -> Pair:
        """Not started; raises JudgeUnavailable where the question's runtime is missing."""
        tests = None if question.language == "python" else runtime.resolve(("numpy",))
        return Pair(self._runtime(question), self.options, tests)

    @contextmanager
    def _pair(self, question: Coding) -> Iterator[Pair]:
        """A pair for this question's runtime; waits while ``jobs`` are busy."""
        key = (question.language, *self._runtime(question).requires)
        with self._turn:
            if self._closed:
                raise RuntimeError("the judge is closed")
            pool = self._pools.setdefault(key, _Pool())
            while not pool.free and pool.made >= self.jobs:
                self._turn.wait()
            if pool.free:
                pair = pool.free.pop()
            else:
                pool.made += 1
                pair = self._new_pair(question)  # nothing runs in it yet
        try:
            yield pair
        finally:
            with self._turn:
                closed = self._closed
                if not closed:
                    pool.free.append(pair)
                    self._turn.notify()
            if closed:
                pair.close()


def _jobs_by_memory() -> int:
    """jobs × limit stays within 70 % of the memory that is available now."""
    try:
        available = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return 1
    return max(1, int(MEMORY_SHARE * available / (DEFAULT_MEMORY_MB * (1 << 20))))
