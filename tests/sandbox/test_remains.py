"""Nothing stays: no process, no scratch, no copy of a job in a zygote's memory; whoever is killed."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from drillbank.grading.judge import Judge
from tests.sandbox.test_layers import asked

DRIVER = """
import sys
from pathlib import Path
from drillbank.grading.judge import Judge
from tests.sandbox.test_layers import asked
import itertools
with Judge.open(Path(sys.argv[1]), off=frozenset(sys.argv[2].split(",")) - {""}) as judge:
    question = asked(given="TARGET = 1")
    codes = ["def attack(x): return 1", "def attack(x):\\n    open('f', 'w').write('x' * 1000)\\n    return 2",
             "def attack(x):\\n    while True: print('x')", "def attack(x):\\n    import os; os._exit(1)"]
    for code in itertools.cycle(codes):
        judge.grade(question, code, seed=1)
        print("graded", flush=True)
"""


def descendants(root: int) -> set[int]:
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1])
    found = {root}
    while True:
        more = {pid for pid, parent in parents.items() if parent in found} - found
        if not more:
            return found - {root}
        found |= more


def alive(pids: set[int]) -> set[int]:
    out = set()
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if state != "Z":
            out.add(pid)
    return out


def gone(pids: set[int], within_s: float = 5) -> bool:
    end = time.monotonic() + within_s
    while alive(pids) and time.monotonic() < end:
        time.sleep(0.02)
    return not alive(pids)


@pytest.mark.parametrize("off", ["", "namespaces"])
def test_a_killed_program_leaves_no_process_and_no_scratch(tmp_path: Path, off: str) -> None:
    generator = random.Random(1)
    scratch = tmp_path / "scratch"
    for _ in range(6):
        process = subprocess.Popen(
            [sys.executable, "-c", DRIVER, str(scratch), off], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"graded\n"
        time.sleep(generator.random() * 0.3)
        below = descendants(process.pid)
        assert below
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert gone(below), f"still there: {alive(below)}"
    with Judge.open(scratch, off=frozenset(off.split(",")) - {""}) as judge:  # sweeps what a SIGKILL left
        judge.grade(asked(given="TARGET = 1"), "def attack(x): return 1", seed=1)
        mine = {f"zygote-{os.getpid()}"}
        assert {"-".join(p.name.split("-")[:2]) for p in scratch.iterdir()} <= mine
    assert not list(scratch.iterdir())


@pytest.mark.timeout(25)  # the supervisor waits 30 s for a zygote that says nothing: a dead one is no such
def test_whichever_process_is_killed_is_replaced(tmp_path: Path) -> None:
    question = asked(given="TARGET = 1")
    others = descendants(os.getpid())
    with Judge.open(tmp_path) as judge:
        assert judge.grade(question, "def attack(x): return 7", seed=1).tests[0].message == "7"
        for turn in range(24):  # both zygotes, each with its stand-by, and the processes that wait in them
            below = sorted(descendants(os.getpid()) - others)
            os.kill(below[turn % len(below)], signal.SIGKILL)
            verdicts = [judge.grade(question, "def attack(x): return 7", seed=1) for _ in range(3)]
            assert verdicts[-1].tests[0].message == "7"
            assert {v.outcome for v in verdicts} <= {"wrong_answer", "judge_error"}


def test_no_process_and_no_descriptor_is_left_after_many_runs(tmp_path: Path) -> None:
    codes = [
        "def attack(x): return 1",
        "def attack(x):\n    import os; os._exit(1)",
        "def attack(x):\n    open('f', 'w').write('x')\n    return 1",
        "def attack(",
        "def attack(x): return object()",
    ]
    question = asked(given="TARGET = 1")
    others = descendants(os.getpid())
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - the folder's own descriptor counts the same
    with Judge.open(tmp_path) as judge:
        judge.grade(question, codes[0], seed=1)
        warm, fds = len(descendants(os.getpid())), len(os.listdir("/proc/self/fd"))  # noqa: PTH208
        for number in range(200):
            judge.grade(question, codes[number % len(codes)], seed=1)
        assert len(descendants(os.getpid())) <= warm + 1
        assert len(os.listdir("/proc/self/fd")) <= fds + 6  # noqa: PTH208
    assert gone(descendants(os.getpid()) - others)
    assert len(os.listdir("/proc/self/fd")) <= before  # noqa: PTH208
    assert not list(tmp_path.iterdir())


@pytest.mark.root
@pytest.mark.skipif(os.geteuid() != 0, reason="reading another process's memory needs root")
def test_no_copy_of_a_job_is_in_a_zygotes_memory(tmp_path: Path) -> None:
    marks = {name: f"MARK_{name}_{random.SystemRandom().randrange(1 << 60):x}" for name in ("answer", "test", "oracle")}
    question = asked(given="TARGET = 1", oracle=f"SECRET = '{marks['oracle']}'")
    from drillbank.model import Test

    question = asked(given="TARGET = 1", oracle=question.oracle, tests=(Test("t", f"assert '{marks['test']}' == 1"),))
    with Judge.open(tmp_path) as judge:
        for _ in range(3):
            judge.grade(question, f"def attack(x): return '{marks['answer']}'", seed=1)
        zygotes = [
            pid for pid in descendants(os.getpid()) if b"drillbank.sandbox" in Path(f"/proc/{pid}/cmdline").read_bytes()
        ]
        assert len(zygotes) >= 4
        searched = 0
        for pid in zygotes:
            memory = _memory(pid)
            searched += len(memory)
            role_of_checker = b"drillbank.grading.checker" in memory
            for name, mark in marks.items():
                waiting = _is_waiting_checker(pid)
                if not (waiting and role_of_checker):
                    assert mark.encode() not in memory, f"{name} in {pid}"
        assert searched > 20 << 20


def _is_waiting_checker(pid: int) -> bool:
    """The shared checker process itself, which holds its last job's tests by design: no child of its own."""
    return not descendants(pid)


def _memory(pid: int) -> bytes:
    parts = []
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            found = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
            if found:
                start, end = (int(part, 16) for part in found.groups())
                memory.seek(start)
                try:
                    parts.append(memory.read(end - start))
                except OSError:
                    continue
    return b"".join(parts)
