"""One process with one judge in the middle of the world of `outside`; answers requests, one JSON line each.

    bench.py FOLDER BANK PACKAGE SECRET      (the last is bait on the command line)

It runs as whoever the suite is to be run as.  Everything it says goes through a private descriptor.
"""

from __future__ import annotations

import ast
import contextlib
import ctypes
import fcntl
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import termios
import threading
import time
import traceback
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import catalogue
import frames
import outside
import programs

TOO_LARGE_MB = 3000  # whatever grows beyond is killed by us, so that a broken sandbox does not take the machine along
UNSEEN = re.compile(
    "[\0-\b\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)


def children(pid: int) -> list[int]:
    """The processes that this one started or inherited, by the kernel's own list."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):  # that thread has ended
            found += [int(word) for word in task.read_text().split()]
    return found


def descendants() -> list[int]:
    """Every process below this one."""
    found, queue = [], [os.getpid()]
    while queue:
        below = children(queue.pop())
        found += below
        queue += below
    return found


def status(pid: int, *fields: str) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return [0] * len(fields)
    found = (re.search(rf"^{field}:\s+(\d+)", text, re.M) for field in fields)
    return [int(match[1]) if match else 0 for match in found]


class Watch:
    """Samples the processes below while a program is graded."""

    def __init__(self, without: set[int]) -> None:
        self.without = without
        self.peak_mb = 0.0
        self.threads = 0
        self.most = 0
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self.sample, daemon=True)

    def sample(self) -> None:
        while not self.stop.wait(0.03):
            below = [pid for pid in descendants() if pid not in self.without]
            self.most = max(self.most, len(below))
            for pid in below:
                rss, tables, threads = status(pid, "VmRSS", "VmPTE", "Threads")
                self.peak_mb = max(self.peak_mb, (rss + tables) / 1024)
                self.threads = max(self.threads, threads)
                if rss / 1024 > TOO_LARGE_MB:
                    os.kill(pid, 9)

    def __enter__(self) -> Watch:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.thread.join()


class Bench:
    def __init__(self, base: Path, bank: str, package: str) -> None:
        self.world = outside.Outside(base, "drill" + base.parent.name[-8:])
        self.bank, self.package = bank, package
        self.reference = outside.secret()
        self.judge: Any = None

    # -- confined -----------------------------------------------------------------------------------------------------
    def grade(self, question: Any, code: str) -> Any:
        if self.judge is None:
            from drillbank.grading.judge import Judge

            scratch = self.world.base / "scratch"
            scratch.mkdir(exist_ok=True)
            self.judge = Judge.open(scratch, jobs=1)
            self.judge.__enter__()
        return self.judge.grade(question, code, seed=1, lang="en")

    def attack(self, name: str) -> dict[str, Any]:
        case = catalogue.read(name)
        world = self.world
        world.prepare()
        facts = world.facts(control=False) | {"bank": self.bank, "package": self.package}
        neighbour = self.neighbour(case)
        verdicts, started = [], time.monotonic()
        over = threading.Event()
        caller = threading.Thread(target=world.call, args=(over,), daemon=True)
        if "free" in case.code:
            caller.start()
        assert world.sleeper is not None
        note = outside.secret() if case.rounds > 1 else ""
        with Watch({world.sleeper.pid}) as watch:
            for number in range(1, 1 + (2 if case.proof == "repeats" else case.rounds)):
                arg = facts | {"round": number, "note": note if number == 1 else ""}
                verdicts.append(self.grade(programs.attack_question(case, arg, self.reference), case.code))
        wall = time.monotonic() - started
        if "free" in case.code:
            over.set()
            caller.join()
        time.sleep(0.02 if case.family in ("network", "processes", "writes") else 0)
        seen = world.noticed() if case.proof in ("outside", "limits", "scratch") or case.family != "resources" else []
        verdict = verdicts[-1]
        after = self.grade(programs.EMPTY_SCRATCH, programs.LIST_SCRATCH)
        faults = list(seen)
        if after.outcome != "accepted":
            faults.append(f"afterwards an honest answer: {after.outcome} {after.tests}")
        if verdict.outcome == "judge_error":
            faults.append(f"judge_error: {verdict.tests}")
        texts = [verdict.stdout, verdict.stderr, *verdict.advice]
        texts += [text for test in verdict.tests for text in (test.message, test.input, test.expected, test.got)]
        if case.proof in ("secret", "word", "draw", "limits") and verdict.outcome == "accepted":
            faults.append("the attack says it succeeded, and the checker agrees")
        if case.proof == "secret" and re.search("drillsecret[0-9a-f]{16}", verdict.stdout + verdict.stderr):
            faults.append("a secret was printed")
        if case.proof == "stdout" and f"executed {world.marker}" in verdict.stdout:
            faults.append("a program was executed")
        if neighbour:
            shutil.rmtree(neighbour, ignore_errors=True)
        tty = world.read_tty()
        if world.marker in tty:
            faults.append(f"the terminal got {tty!r}")
        if case.proof == "repeats":
            drawn = [verdict.stdout.strip() for verdict in verdicts]
            if not drawn[0] or drawn[0] == drawn[1]:
                faults.append(f"drawn: {drawn}")
        if case.proof in ("limits", "scratch") and case.expect and verdict.outcome not in case.expect:
            faults.append(f"{verdict.outcome} instead of {'|'.join(case.expect)}: {verdict.tests}")
        if wall > programs.WALL_S * 2 + 6:
            faults.append(f"took {wall:.1f} s at a limit of {programs.WALL_S} s")
        if watch.peak_mb > programs.MEMORY_MB + 400:
            faults.append(f"grew to {watch.peak_mb:.0f} MB at a limit of {programs.MEMORY_MB} MB")
        if watch.threads > 300:  # a sampled limit of 64: what is made between two looks on a busy machine
            faults.append(f"had {watch.threads} threads")
        if case.proof == "clean":
            for text in texts:
                if UNSEEN.search(text):
                    faults.append(f"control codes: {text[:300]!r}")
            if not case.silent and not any("VISIBLE" in text for text in texts):
                faults.append(f"the visible text was lost: {texts}")
            if case.keeps and not any(case.keeps in text for text in texts):
                faults.append(f"text was changed: {texts}")
        for test in verdict.tests:
            if test.message.count("\n") >= 12:
                faults.append(f"a message of {test.message.count(chr(10)) + 1} lines")
        left = self.scratch_mb()
        if left > 1:
            faults.append(f"{left:.1f} MB were left in scratch")
        return {
            "faults": faults, "outcome": str(verdict.outcome), "wall": round(wall, 2), "peak_mb": round(watch.peak_mb),
            "threads": watch.threads, "story": repr(verdict.tests)[:1500], "stderr": verdict.stderr[-500:],
        }  # fmt: skip

    def neighbour(self, case: catalogue.Case) -> Path | None:
        """Somebody else's scratch folder, for the attack that looks for one."""
        if "scratch_root" not in case.code:
            return None
        folder = self.world.base / "scratch" / "neighbour"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "notes.txt").write_text(outside.secret())
        return folder

    def scratch_mb(self) -> float:
        total = 0
        for path in (self.world.base / "scratch").rglob("*"):
            try:
                total += path.lstat().st_blocks * 512
            except OSError:
                continue
        return total / 2**20

    # -- unconfined ---------------------------------------------------------------------------------------------------
    def control(self, name: str) -> dict[str, Any]:
        case = catalogue.read(name)
        world = self.world
        world.prepare()
        facts = world.facts(control=True) | {"bank": self.bank, "package": self.package}
        args = [
            facts | {"round": 1, "note": outside.secret() if case.rounds > 1 else ""},
            facts | {"round": 2, "note": ""},
        ][: case.rounds]
        path = [entry for entry in sys.path if "site-packages" in entry] if case.needs else []
        neighbour, before = self.neighbour(case), set(children(os.getpid()))
        job = {"code": case.code, "args": args, "reference": self.reference, "path": path}
        reader, writer = os.pipe()
        os.set_inheritable(writer, True)
        flags = ["-B", str(Path(__file__).with_name("plain.py")), str(writer), "--note", outside.secret()]
        over = threading.Event()
        caller = threading.Thread(target=world.call, args=(over,), daemon=True)
        if "free" in case.code:
            caller.start()
        ceiling = (16 << 30, 16 << 30)
        with tempfile.TemporaryDirectory(dir=world.base / "plain") as cwd, tempfile.TemporaryFile() as out:
            process = subprocess.Popen(
                [sys.executable, *flags], stdin=subprocess.PIPE, stdout=out, stderr=out, cwd=cwd, close_fds=False,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, ceiling),
            )  # fmt: skip
            os.close(writer)
            assert process.stdin is not None
            try:
                process.stdin.write(json.dumps(job).encode())
                process.stdin.close()
            except BrokenPipeError:
                pass  # the program replaced or ended itself
            until = time.monotonic() + (0.6 if case.proof == "limits" else 10)
            ended, peak, written = None, 0, 0
            while time.monotonic() < until and ended is None:
                ended = process.poll()
                peak = max(peak, status(process.pid, "VmHWM")[0] // 1024)
                written = out.tell() if ended is not None else os.fstat(out.fileno()).st_size
                if written > 1 << 22 or peak > 200:
                    break
                time.sleep(0.005)
            process.kill()
            process.wait()
            out.seek(0)
            printed = out.read(1 << 20).decode("utf-8", "surrogateescape")
            written = max(written, os.fstat(out.fileno()).st_size)
        over.set()
        if "free" in case.code:
            caller.join()
        time.sleep(0.03)
        with os.fdopen(reader) as line:
            os.set_blocking(reader, False)
            try:
                said = json.loads(line.read() or "{}")
            except ValueError:
                said = {}
        seen, tty = world.noticed(), world.read_tty()
        if neighbour:
            shutil.rmtree(neighbour)
        for pid in set(children(os.getpid())) - before:  # what the control started has come to us
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(pid, 9)
                os.waitpid(pid, 0)
        worked = {
            "secret": bool(re.search("drillsecret[0-9a-f]{16}", said.get("text", "") + printed)),
            "word": bool(said.get("true")),
            "outside": bool(seen),
            "stdout": f"executed {world.marker}" in printed,
            "tty": world.marker in tty,
            "clean": "\x1b" in printed or bool(UNSEEN.search(printed + said.get("text", ""))) or bool(case.keeps)
            or printed.count("\n") > 1000 or "\\x1b" in said.get("text", ""),
            "limits": (ended is None and "time_limit_exceeded" in case.expect)
            or (peak > 100 and "memory_limit_exceeded" in case.expect)
            or (written > 1 << 22 and "output_limit_exceeded" in case.expect),
        }  # fmt: skip
        return {
            "worked": worked.get(case.proof, False),
            "printed": printed[-1500:],
            "said": str(said)[:300],
            "peak": peak,
            "seen": seen,
        }

    # -- cheats and honest code ---------------------------------------------------------------------------------------
    def cheat(self, question: str, code: str) -> dict[str, Any]:
        verdict = self.grade(programs.QUESTIONS[question], code)
        return {"outcome": str(verdict.outcome), "story": repr(verdict.tests)[:1500], "stderr": verdict.stderr[-500:]}

    def forgery(self, name: str, wanted: int = 1) -> dict[str, Any]:
        started = time.monotonic()
        with Watch(set()) as watch:
            verdict = self.grade(programs.number_question(wanted), frames.answer(name))
        wall = time.monotonic() - started
        after = self.grade(programs.EMPTY_SCRATCH, programs.LIST_SCRATCH)
        faults = [] if after.outcome == "accepted" else [f"afterwards an honest answer: {after.outcome} {after.tests}"]
        texts = [text for test in verdict.tests for text in (test.message, test.input, test.expected, test.got)]
        faults += [f"control codes: {text[:200]!r}" for text in texts if UNSEEN.search(text)]
        faults += [f"a text of {len(text)} characters" for text in texts if len(text) > 20_000]
        return {
            "outcome": str(verdict.outcome), "wall": round(wall, 2), "peak_mb": round(watch.peak_mb), "faults": faults,
            "story": repr(verdict.tests)[:600], "stderr": verdict.stderr[-300:],
        }  # fmt: skip

    def honest(self, name: str, needs: list[str], expected: str) -> dict[str, Any]:
        code = (Path(__file__).parent / "honest" / f"{name}.py").read_text(encoding="utf-8")
        verdict = self.grade(programs.honest_question(needs, ast.literal_eval(expected)), code)
        results = {test.name: [str(test.verdict), f"{test.message}\n{test.got[:300]}"] for test in verdict.tests}
        return {"outcome": str(verdict.outcome), "results": results, "stderr": verdict.stderr[-1500:]}

    def close(self) -> dict[str, Any]:
        """Closes the judge; what is still there afterwards is the fault."""
        if self.judge is not None:
            self.judge.__exit__(None, None, None)
            self.judge = None
        time.sleep(0.5)
        keep = {self.world.sleeper.pid} if self.world.sleeper else set()
        left = [pid for pid in descendants() if pid not in keep]
        commands = [Path(f"/proc/{pid}/cmdline").read_bytes().decode("latin-1")[:100] for pid in left]
        scratch = self.world.base / "scratch"
        return {
            "processes": commands,
            "scratch": [path.name for path in scratch.rglob("*")] if scratch.exists() else [],
        }


def main() -> None:
    base, bank, package = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # orphans come to us and are seen
    bench = Bench(base, bank, package)
    fcntl.ioctl(bench.world.slave, termios.TIOCSCTTY, 0)
    try:
        for line in sys.stdin:
            request = json.loads(line)
            try:
                reply = getattr(bench, request.pop("do"))(**request)
            except Exception as error:
                reply = {"error": f"{type(error).__name__}: {error}", "trace": traceback.format_exc()}
            answers.write(json.dumps(reply) + "\n")
            answers.flush()
    finally:
        bench.world.close()


if __name__ == "__main__":
    main()
