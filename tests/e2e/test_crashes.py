"""The program dies, or its disk does, at a random moment: every answer that it acknowledged is found again.

``--crashes N`` says how often (3 where nothing is said); a run by hand takes 200.  An answer counts as acknowledged
when the program has said so; one that was on its way may be there or not, but never twice, and nothing else is harmed.
"""

from __future__ import annotations

import os
import random
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from drillbank.study import store as stores

from .terminal import Terminal

QUESTIONS = 120  # more than a sitting ever gets to: what is answered Again or Hard is due the next day
DAY = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
ANSWERS = 4  # in one sitting
MOST_TRIES = 6  # answers on a disk that is almost full
SOONER, LATER = 0.95, 1.05  # a busy machine changes its pace: aim so that half of the answers are acknowledged
FAULTY = Path(__file__).with_name("failing_fsync.py")
QUESTION = """\
title: {{en: Question {id}}}
topic: alpha/leaf
level: {level}
minutes: 2
roles: [general]
rev: 1
prompt: {{en: "What is {id}?"}}
answer: {{en: "It is {id}."}}
points:
  - {{id: one, core: true, weight: 1, claim: {{en: "{id}"}}, accept: {{en: ["{id}"]}}, reject: {{en: ["never {id}"]}}}}
"""


@pytest.fixture
def bank(tmp_path: Path) -> list[str]:
    root = tmp_path / "bank"
    (root / "theory" / "alpha").mkdir(parents=True)
    (root / "topics.yaml").write_text("- {id: alpha, title: {en: Alpha}, leaves: [{id: leaf, title: {en: Leaf}}]}\n")
    for n in range(QUESTIONS):
        text = QUESTION.format(id=f"item-{n:03}", level=1 + n % 4)
        (root / "theory" / "alpha" / f"item-{n:03}.yaml").write_text(text)
    return ["--no-shipped-bank", "--bank", str(root)]


class Log:
    """What was acknowledged so far, and whether it is there."""

    def __init__(self, home: Path) -> None:
        self.path = home / "data" / "drillbank.db"
        self.acknowledged: list[str] = []
        self.crashes = 0

    def check(self) -> None:
        """After each crash."""
        self.crashes += 1
        if not self.path.exists():
            assert self.acknowledged == []
            return
        with stores.open(self.path, "looks") as store:
            assert store.query("PRAGMA integrity_check") == [("ok",)]
            there = [review.answer for review in store.reviews()]
            assert len(there) == len(set(there)), "no answer is there twice"
            assert set(self.acknowledged) <= set(there)
            assert len(there) <= len(self.acknowledged) + self.crashes, "at most one was on its way"
            before = store.query("SELECT * FROM schedule ORDER BY question")
            store.rebuild()
            assert store.query("SELECT * FROM schedule ORDER BY question") == before


@pytest.fixture
def log(home: Path) -> Log:
    return Log(home)


def world(day: int) -> dict[str, str]:
    return {**os.environ, "TERM": "xterm-256color", "DRILLBANK_NOW": (DAY + timedelta(days=day)).isoformat()}


def sit(quiz: Terminal, words: list[str], chance: random.Random) -> None:
    """Answer one question with each of ``words`` and leave; raises AssertionError where the program ends before.

    An answer that a crash left unrated is offered again: it takes the place of the word.
    """
    for n, answer in enumerate(words):
        came = quiz.expect("q leave (kept)")
        if kept := re.search(r"> (words \d+ \d+)\s+Enter go on", came):
            words[n] = kept[1]
            quiz.type("\r")
        else:
            quiz.type(chance.choice("123"))
            quiz.expect("alone on a line")
            quiz.expect("> ")
            quiz.type(answer + "\x04")
        quiz.expect("Enter agree")
        quiz.type("\r")
        quiz.expect("1 Again")
        quiz.type(chance.choice("1123"))
        quiz.expect("Recorded: ")
    quiz.expect("q leave (kept)")
    quiz.type("q")
    quiz.expect("Left; ")


KEYS_OF_AN_ANSWER = 4
SOON_S = 0.06  # a key's work is done within this time, its commit included


class Doomed(Terminal):
    """Killed a moment after its ``last_key``-th key (0: after its start), if it lives so long."""

    last_key, after_s, typed = 0, 0.0, 0

    def die_after(self, key: int, after_s: float) -> None:
        self.last_key, self.after_s = key, after_s
        self._count(0)

    def type(self, keys: str) -> None:
        super().type(keys)
        self._count(1)

    def _count(self, more: int) -> None:
        self.typed += more
        if self.typed == self.last_key:
            time.sleep(self.after_s)
            self.signal(signal.SIGKILL)


def test_today_killed_at_random_moments_loses_no_acknowledged_answer(
    bank: list[str], log: Log, request: pytest.FixtureRequest
) -> None:
    chance = random.Random(20261125)
    crashes = request.config.getoption("--crashes")
    start_s, interrupted = 0.0, 0
    for attempt in range(1 + crashes):
        words = [f"words {attempt} {n}" for n in range(ANSWERS)]
        start = time.monotonic()
        with Doomed([*bank, "today"], world(attempt)) as quiz:
            if attempt == 0:  # the first one lives: how long is it to the first prompt?
                quiz.last_key = -1
                quiz.expect("How sure")
                start_s = time.monotonic() - start
            try:
                if attempt:
                    key = chance.randrange(0, ANSWERS * KEYS_OF_AN_ANSWER + 1)
                    quiz.die_after(key, chance.uniform(0.0, SOON_S if key else start_s))
                sit(quiz, words, chance)
            except (AssertionError, OSError):  # OSError: a key typed into a terminal whose program is gone
                assert attempt, quiz.screen
            assert quiz.wait() in (0, -signal.SIGKILL)
            interrupted += quiz.code == -signal.SIGKILL
            log.acknowledged += words[: quiz.screen.count("Recorded: ")]
        log.check()
    assert len(log.acknowledged) >= ANSWERS
    assert interrupted >= crashes // 2
    print(f"today: {interrupted} kills, {len(log.acknowledged)} acknowledged answers, all found")


def answering(
    bank: list[str],
    question: int,
    day: int,
    *,
    program: tuple[str, ...] = ("-P", "-m", "drillbank"),
    limit: Callable[[], None] | None = None,
) -> subprocess.Popen[str]:
    words = [*bank, "answer", f"item-{question % QUESTIONS:03}", "--rating", str(1 + question % 4)]
    return subprocess.Popen(
        [sys.executable, *program, *words],
        env=world(day), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=limit,
    )  # fmt: skip


def said(process: subprocess.Popen[str], answer: str, after_s: float | None = None) -> tuple[str, str]:
    """Its output and errors, killed after so many seconds where it is still there."""
    assert process.stdin is not None
    try:
        process.stdin.write(answer)
        process.stdin.close()
    except BrokenPipeError:
        pass
    process.stdin = None
    if after_s is not None:
        try:
            process.wait(after_s)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.communicate(timeout=60)


def test_answer_killed_at_random_moments_loses_no_acknowledged_answer(
    bank: list[str], log: Log, request: pytest.FixtureRequest
) -> None:
    chance = random.Random(20261126)
    whole_s, interrupted = 0.0, 0
    for attempt in range(1 + request.config.getoption("--crashes")):
        start = time.monotonic()
        process = answering(bank, attempt, attempt)
        after_s = chance.uniform(0.0, whole_s) if attempt else None
        out, _ = said(process, f"words {attempt}", after_s)
        if attempt == 0:
            assert process.returncode == 0
            whole_s = time.monotonic() - start
        interrupted += process.returncode == -signal.SIGKILL
        if "Recorded: " in out:
            log.acknowledged.append(f"words {attempt}")
            whole_s *= SOONER
        else:
            assert process.returncode == -signal.SIGKILL
            whole_s *= LATER
        log.check()
    assert interrupted >= request.config.getoption("--crashes") // 3
    print(f"answer: {interrupted} kills, {len(log.acknowledged)} acknowledged answers, all found")


needs_seccomp = pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux makes fsync fail here")


@needs_seccomp
def test_today_with_a_disk_that_stops_syncing_loses_no_acknowledged_answer(
    bank: list[str], log: Log, request: pytest.FixtureRequest
) -> None:
    chance = random.Random(20261127)
    failed = 0
    whole_s = 0.0
    for attempt in range(1 + request.config.getoption("--crashes")):
        words = [f"words {attempt} {n}" for n in range(ANSWERS)]
        from_s = chance.uniform(0.0, whole_s) if attempt else 1e6
        start = time.monotonic()
        with Terminal([*bank, "today"], world(attempt), program=(str(FAULTY), str(from_s))) as quiz:
            try:
                sit(quiz, words, chance)
            except (AssertionError, OSError):
                pass
            assert quiz.wait() in (0, 2), quiz.screen
            whole_s = whole_s or time.monotonic() - start
            whole_s *= LATER if "Recorded: " not in quiz.screen else SOONER
            if quiz.code == 2:
                failed += 1
                assert re.search(r"The disk refused to |The backup .* could not be written", quiz.screen)
                assert "Traceback" not in quiz.screen
            log.acknowledged += words[: quiz.screen.count("Recorded: ")]
        log.check()
    assert len(log.acknowledged) >= ANSWERS
    assert failed >= 1
    print(f"fsync fails during today: {failed} times, {len(log.acknowledged)} acknowledged answers, all found")


@needs_seccomp
def test_an_answer_whose_fsync_fails_is_not_acknowledged(bank: list[str], log: Log) -> None:
    process = answering(bank, 0, 0)
    said(process, "safe")
    assert process.returncode == 0
    log.acknowledged.append("safe")
    process = answering(bank, 1, 1, program=(str(FAULTY), "0"))
    out, err = said(process, "on a dying disk")
    assert (process.returncode, out) == (2, "")
    assert err.count("\n") == 1
    assert "The disk refused to " in err
    log.check()


@pytest.fixture
def small_disk(home: Path) -> Iterator[Path]:
    """The data folder on a file system of 700 KiB."""
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("mounting a small tmpfs needs root")
    folder = home / "data"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", folder], capture_output=True, text=True
    )
    if mounted.returncode != 0:
        pytest.skip(f"a tmpfs cannot be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_disk_that_fills_up_loses_no_acknowledged_answer(
    bank: list[str], log: Log, small_disk: Path, request: pytest.FixtureRequest
) -> None:
    chance = random.Random(20261128)
    ballast, number, refused = small_disk / "ballast", 0, 0

    def answer() -> int:
        nonlocal number
        number += 1
        process = answering(bank, number, 0)
        out, err = said(process, f"words {number}")
        assert process.returncode in (0, 2), err
        if process.returncode == 2:
            assert err.count("\n") == 1
            assert "Traceback" not in err
        if "Recorded: " in out:
            log.acknowledged.append(f"words {number}")
        return process.returncode

    assert answer() == 0
    for _ in range(max(2, request.config.getoption("--crashes") // 4)):
        free = os.statvfs(small_disk).f_bavail * 4096
        ballast.write_bytes(b"x" * max(0, free - 4096 * chance.randrange(0, 24)))
        tries = 0
        while answer() == 0 and tries < MOST_TRIES:
            tries += 1
        refused += tries < MOST_TRIES
        ballast.unlink()
        log.check()
        assert answer() == 0, "with room again it goes on"
    assert refused >= 1
    print(f"full disk: {refused} times, {len(log.acknowledged)} acknowledged answers, all found")


def test_a_file_that_may_not_grow_loses_no_acknowledged_answer(
    bank: list[str], log: Log, request: pytest.FixtureRequest
) -> None:
    chance = random.Random(20261129)
    assert said(answering(bank, 0, 0), "words 0")[0].startswith("Recorded: ")
    log.acknowledged.append("words 0")
    refused = 0
    for attempt in range(1, 1 + max(3, request.config.getoption("--crashes") // 4)):
        most = chance.randrange(0, 120_000)
        limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
        process = answering(bank, attempt, 0, limit=limit)
        out, err = said(process, f"words {attempt}")
        assert process.returncode in (0, 2), err
        if "Recorded: " in out:
            log.acknowledged.append(f"words {attempt}")
        if process.returncode == 2:
            refused += 1
            assert err.count("\n") == 1
        log.check()
    assert refused >= 1
    print(f"file-size limit: {refused} refusals, {len(log.acknowledged)} acknowledged answers, all found")
