"""A day's study on a large bank and a long log: first prompt, queue, answer, memory, beside Anki's library in one run.

--questions N (100000) --reviews N (1000000) --runs N (7) --folder DIR (kept and used again; else a temporary one)
--anki PYTHON: an interpreter that has the package `anki`; without it one is installed into the folder (development
only: its licence is AGPL, and nothing here depends on it).

Both get as many questions with the same intervals and due days, FSRS on, Anki's other settings as they come.  Rows:

first prompt  a new process until it has the first thing to ask: `drillbank today` on a terminal of its own until its
              prompt stands there; for Anki, which has no terminal, until get_queued_cards has given the first card
queue         the day's queue of an open database, built anew
answer        one answer, durable when it returns, and in turns with it a bare commit (WAL, synchronous=FULL) of a row
resident      the largest resident size of a process that builds the queue and gives 50 answers
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ANSWERS = 50
LEAVES = 200
FIRST_PROMPT_MS, QUEUE_MS, RESIDENT_MB, ANSWER_RATIO = 300.0, 20.0, 80.0, 1.1

QUESTION = """\
title: {{en: Question {n}}}
topic: area/leaf{leaf}
level: {level}
minutes: 2
roles: [general]
rev: 1
prompt: {{en: "What is {n}?"}}
answer: {{en: "It is {n}."}}
points:
  - {{id: one, core: true, weight: 1, claim: {{en: "is {n}"}}, accept: {{en: ["{n}"]}}, reject: {{en: ["no {n}"]}}}}
"""


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="scripts/bench study", description=__doc__)
    parser.add_argument("--questions", type=int, default=100_000)
    parser.add_argument("--reviews", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--anki", type=Path)
    given = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        python = given.anki or anki_python(folder)
        ours = folder / "drillbank"
        theirs = folder / "collection.anki2"
        if not (ours / "made").exists():
            say(f"making {given.questions} questions and {given.reviews} reviews")
            make_ours(ours, given.questions, given.reviews)
        if not theirs.exists():
            child([str(python), __file__, "make-anki", str(theirs), str(given.questions), str(given.reviews)])
        return report(ours, theirs, python, given.runs)


def report(ours: Path, theirs: Path, python: Path, runs: int) -> int:
    """Print the table; 1 where a goal is missed."""
    from _measure import to_prompt

    drillbank = Path(sys.executable).with_name("drillbank")
    env = {**os.environ, "DRILLBANK_HOME": str(ours / "home"), "DRILLBANK_NOW": NOW.isoformat(), "TERM": "xterm"}
    for name in ("LC_ALL", "ACCESSIBLE", "NO_COLOR"):
        env.pop(name, None)
    env["LANG"] = "C.UTF-8"
    argv = [str(drillbank), "--no-shipped-bank", "--bank", str(ours / "bank"), "today"]
    say("warming the snapshot of the bank")
    to_prompt(argv, env, "certain", limit_s=3600)
    prompts: dict[str, list[float]] = {"ours": [], "ours cpu": [], "anki": []}
    inside: dict[str, list[dict[str, float]]] = {"ours": [], "anki": []}
    for _ in range(runs):  # in turns, so that a busy moment meets both
        prompt = to_prompt(argv, env, "certain", limit_s=600)
        prompts["ours"].append(prompt.wall_s * 1000)
        prompts["ours cpu"].append(prompt.cpu_s * 1000)
        prompts["anki"].append(timed([str(python), __file__, "first-anki", str(theirs)]))
        inside["ours"].append(child([sys.executable, __file__, "day-ours", str(ours)]))
        inside["anki"].append(child([str(python), __file__, "day-anki", str(theirs)]))

    def median(which: str, name: str) -> float:
        return statistics.median(run[name] for run in inside[which])

    rows = [
        ("first prompt, ms", statistics.median(prompts["ours"]), statistics.median(prompts["anki"]), FIRST_PROMPT_MS),
        ("queue, ms", median("ours", "queue_ms"), median("anki", "queue_ms"), QUEUE_MS),
        (
            "answer, ms",
            median("ours", "answer_ms"),
            median("anki", "answer_ms"),
            median("ours", "bare_ms") * ANSWER_RATIO,
        ),
        ("resident, MB", median("ours", "resident_mb"), median("anki", "resident_mb"), RESIDENT_MB),
    ]
    print(f"{'':<20}{'drillbank':>12}{'Anki':>12}{'goal':>10}   (medians of {runs})")
    missed = False
    for name, own, other, goal in rows:
        missed = missed or own > goal
        print(f"{name:<20}{own:>12.1f}{other:>12.1f}{goal:>10.1f}{'   over the goal' if own > goal else ''}")
    print(f"{'first prompt, CPU ms':<20}{statistics.median(prompts['ours cpu']):>12.1f}")
    print(f"{'bare commit, ms':<20}{median('ours', 'bare_ms'):>12.1f}")
    return int(missed)


def say(text: str) -> None:
    sys.stderr.write(text + "\n")


def child(argv: Sequence[str]) -> dict[str, float]:
    """Run one of the modes below in a process of its own; what it printed."""
    done = subprocess.run(argv, stdout=subprocess.PIPE, check=True, encoding="utf-8")
    return dict(json.loads(done.stdout or "{}"))


def timed(argv: Sequence[str]) -> float:
    start = time.perf_counter()
    child(argv)
    return (time.perf_counter() - start) * 1000


def anki_python(folder: Path) -> Path:
    """An interpreter with `anki`, in a virtual environment of this bench alone."""
    python = folder / "anki-env" / "bin" / "python"
    if not python.exists():
        say("installing the package anki beside the data")
        subprocess.run([sys.executable, "-m", "venv", str(folder / "anki-env")], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "anki"], check=True)
    return python


def lives(questions: int, reviews: int) -> list[list[tuple[int, int]]]:
    """For each question its answers as (days ago, rating), oldest first: the same for both programs."""
    chance = random.Random(1)
    each = max(1, reviews // questions)
    found = []
    for _ in range(questions):
        ago = sorted(chance.sample(range(1, 400), each), reverse=True)
        found.append([(days, chance.choice((1, 2, 3, 3, 3, 4))) for days in ago])
    return found


def bare_commits(folder: Path) -> Callable[[], object]:
    """An act that commits one small row durably, to a database of its own beside the others."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS t (a TEXT)")
    return lambda: connection.execute("INSERT INTO t VALUES ('one small row of some hundred bytes')")


def measured(*acts: Callable[[], Any]) -> list[float]:
    """The median of fifty of each act, in milliseconds; in turns, so that a busy moment meets all of them."""
    found: list[list[float]] = [[] for _ in acts]
    for _ in range(ANSWERS):
        for act, spent in zip(acts, found, strict=True):
            start = time.perf_counter()
            act()
            spent.append((time.perf_counter() - start) * 1000)
    return [statistics.median(spent) for spent in found]


def resident_mb() -> float:
    # Not ru_maxrss: a child begins with the peak of the process that started it.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024


# drillbank


def make_ours(folder: Path, questions: int, reviews: int) -> None:
    bank = folder / "bank"
    leaves = ", ".join(f"{{id: leaf{n}, title: {{en: Leaf {n}}}}}" for n in range(LEAVES))
    for n in range(LEAVES):
        (bank / "theory" / f"leaf{n}").mkdir(parents=True, exist_ok=True)
    (bank / "topics.yaml").write_text(f"- {{id: area, title: {{en: Area}}, leaves: [{leaves}]}}\n")
    for n in range(questions):
        text = QUESTION.format(n=n, leaf=n % LEAVES, level=1 + n % 5)
        (bank / "theory" / f"leaf{n % LEAVES}" / f"q-{n}.yaml").write_text(text)
    fill_store(folder / "home" / "data" / "drillbank.db", questions, reviews)
    (folder / "made").write_text("")


def fill_store(path: Path, questions: int, reviews: int) -> None:
    from drillbank.model import Rating, Review
    from drillbank.study import day, store, uuid7

    log = []
    for n, answers in enumerate(lives(questions, reviews)):
        for ago, rating in answers:
            at = day.millis(NOW - timedelta(days=ago)) + n % 3_600_000
            log.append((at, n, rating))
    log.sort()

    def rows(part: Sequence[tuple[int, int, int]]) -> Any:
        for at, n, rating in part:
            yield Review(
                id=uuid7.make(at, n + 1), question=f"q-{n}", rev=1, kind="theory", answer="what she said about it",
                marks={"one": rating > 1}, confidence=3, rating=Rating(rating), seconds=60.0, hints=0, answered_at=at,
                offset_minutes=0, source="today", device="bench",
            )  # fmt: skip

    with store.open(path, "bench") as opened:
        opened.merge(rows(log), [])


def day_ours(folder: Path) -> dict[str, float]:
    from drillbank import bank
    from drillbank.model import Rating
    from drillbank.study import store
    from drillbank.study.recording import Answer
    from drillbank.study.session import Session
    from drillbank.study.settings import Settings

    loaded = bank.load([("bench", folder / "bank")], cache_dir=folder / "home" / "cache")
    opened = store.open(folder / "home" / "data" / "drillbank.db", "bench")
    settings = Settings(minutes=60)
    summaries = loaded.summaries
    Session(summaries, opened, settings, NOW)
    spent = []
    for _ in range(5):
        start = time.perf_counter()
        session = Session(summaries, opened, settings, NOW)
        spent.append((time.perf_counter() - start) * 1000)
    names = iter(summaries)

    def answer() -> None:
        session.record(Answer(question=next(names), text="what she says", rating=Rating.GOOD, source="bench"), NOW)

    answer_ms, bare_ms = measured(answer, bare_commits(folder))
    peak = resident_mb()
    for _ in range(ANSWERS):
        session.undo(NOW)
    opened.close()
    return {"queue_ms": statistics.median(spent), "answer_ms": answer_ms, "bare_ms": bare_ms, "resident_mb": peak}


# Anki


def make_anki(path: Path, questions: int, reviews: int) -> dict[str, float]:
    from anki.collection import AddNoteRequest, Collection

    collection = Collection(str(path))
    collection.set_config("fsrs", True)
    kind = collection.models.by_name("Basic")
    for start in range(0, questions, 5000):
        requests = []
        for n in range(start, min(start + 5000, questions)):
            note = collection.new_note(kind)
            note["Front"], note["Back"] = f"What is {n}?", f"It is {n}."
            requests.append(AddNoteRequest(note, 1))
        collection.add_notes(requests)
    cards = collection.db.list("select id from cards order by id")
    today = collection.sched.today
    log, changes = [], []
    stamp = int(time.time() * 1000) - 400 * 86_400_000
    for n, (card, answers) in enumerate(zip(cards, lives(questions, reviews), strict=True)):
        interval = 1
        for ago, rating in answers:
            interval = 1 if rating == 1 else min(365, interval * 2)
            log.append((stamp + (400 - ago) * 86_400_000 + n, card, -1, rating, interval, 1, 2500, 60_000, 1))
        ago = answers[-1][0]
        data = json.dumps({"s": float(interval), "d": 5.0, "dr": 0.9})
        changes.append((today - ago + interval, interval, len(answers), data, card))
    collection.db.executemany(
        "update cards set type = 2, queue = 2, due = ?, ivl = ?, factor = 2500, reps = ?, data = ? where id = ?",
        changes,
    )
    collection.db.executemany("insert or ignore into revlog values (?, ?, ?, ?, ?, ?, ?, ?, ?)", log)
    collection.close()
    return {}


def first_anki(path: Path) -> dict[str, float]:
    from anki.collection import Collection

    collection = Collection(str(path))
    assert collection.sched.get_queued_cards(fetch_limit=1).cards
    os._exit(0)  # the prompt stands: what closing costs is no part of it


def day_anki(path: Path) -> dict[str, float]:
    from anki.collection import Collection

    copy = path.with_name("today.anki2")  # what is answered here is not to be there in the next run
    shutil.copyfile(path, copy)
    path = copy
    spent = []
    for _ in range(5):
        collection = Collection(str(path))
        start = time.perf_counter()
        collection.sched.get_queued_cards(fetch_limit=1)
        spent.append((time.perf_counter() - start) * 1000)
        collection.close()
    collection = Collection(str(path))

    def answer() -> None:
        card = collection.sched.getCard()
        start = time.perf_counter()
        collection.sched.answerCard(card, 3)
        found.append((time.perf_counter() - start) * 1000)

    found: list[float] = []
    for _ in range(ANSWERS):
        answer()
    collection.close()
    return {"queue_ms": statistics.median(spent), "answer_ms": statistics.median(found), "resident_mb": resident_mb()}


MODES: dict[str, Callable[..., dict[str, float]]] = {
    "day-ours": lambda folder: day_ours(Path(folder)),
    "make-anki": lambda path, questions, reviews: make_anki(Path(path), int(questions), int(reviews)),
    "first-anki": lambda path: first_anki(Path(path)),
    "day-anki": lambda path: day_anki(Path(path)),
}

if __name__ == "__main__":
    print(json.dumps(MODES[sys.argv[1]](*sys.argv[2:])))
