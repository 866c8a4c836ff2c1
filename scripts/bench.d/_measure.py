"""CPU time of a child process, to its end or to its first prompt, and rows of medians."""

from __future__ import annotations

import contextlib
import os
import pty
import select
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sample:
    """One run: seconds of CPU (user and system, with the children that it waited for) and on the clock."""

    cpu_s: float
    wall_s: float


def to_end(argv: Sequence[str], env: Mapping[str, str]) -> Sample:
    """Run ``argv`` with its streams closed; raises RuntimeError unless it ends with 0."""
    start = time.perf_counter()
    child = subprocess.Popen(
        argv, env=dict(env), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(child.pid, 0)
    wall_s = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise RuntimeError(f"{' '.join(argv)} ended with {child.returncode}")
    return Sample(usage.ru_utime + usage.ru_stime, wall_s)


def to_prompt(argv: Sequence[str], env: Mapping[str, str], prompt: str, limit_s: float = 30.0) -> Sample:
    """Run ``argv`` on a terminal of its own until it has written ``prompt``, then kill it.

    Raises RuntimeError where it ends, or ``limit_s`` passes, without a prompt.
    """
    start = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        try:
            os.execve(argv[0], list(argv), dict(env))
        finally:
            os._exit(127)
    seen = b""
    while prompt.encode() not in seen and time.perf_counter() - start < limit_s:
        if not select.select([terminal], [], [], 0.5)[0]:
            continue
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # Linux reports a closed terminal so
            break
        if not chunk:
            break
        seen += chunk
    wall_s = time.perf_counter() - start
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    usage = os.wait4(pid, 0)[2]
    os.close(terminal)
    if prompt.encode() not in seen:
        raise RuntimeError(
            f"{' '.join(argv)} showed no {prompt!r}; its last words: {seen[-300:].decode(errors='replace')}"
        )
    return Sample(usage.ru_utime + usage.ru_stime, wall_s)


def table(rows: Mapping[str, tuple[Callable[[], Sample], float | None]], runs: int) -> bool:
    """Print medians over ``runs`` of each row; the first row is what the others are compared with.

    A row is (measure one run, goal in seconds of CPU over the first row, or None).  Rows take turns, so that a busy
    moment of the machine meets all of them.  Returns whether every goal is met.
    """
    samples: dict[str, list[Sample]] = {name: [] for name in rows}
    for name, (measure, _) in rows.items():
        measure()  # warms the file cache and the snapshot of the bank
        sys.stderr.write(f"{name}: warm\n")
    for _ in range(runs):
        for name, (measure, _) in rows.items():
            samples[name].append(measure())
    base = statistics.median(sample.cpu_s for sample in next(iter(samples.values())))
    print(f"{'':<28}{'CPU ms':>9}{'over base':>11}{'goal':>7}{'ratio':>8}{'wall ms':>10}   (medians of {runs})")
    met = True
    for name, (_, goal_s) in rows.items():
        cpu_s = statistics.median(sample.cpu_s for sample in samples[name])
        wall_s = statistics.median(sample.wall_s for sample in samples[name])
        goal = "" if goal_s is None else f"{goal_s * 1000:.0f}"
        missed = goal_s is not None and cpu_s - base > goal_s
        met = met and not missed
        print(
            f"{name:<28}{cpu_s * 1000:>9.1f}{(cpu_s - base) * 1000:>11.1f}{goal:>7}{cpu_s / base:>8.2f}"
            f"{wall_s * 1000:>10.1f}{'   over the goal' if missed else ''}"
        )
    return met
