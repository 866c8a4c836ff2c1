from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from .screens import SMALL_BANK

Run = Callable[..., Any]
BANK = ("--no-shipped-bank", "--bank", str(SMALL_BANK))
ONE = ("quiz", "--kind", "theory", "--topic", "inference/batching")
ANSWER = "3\none word\n.\n1\n\n\n"


def recorded(home: Path) -> list[tuple[Any, ...]]:
    database = home / "data" / "drillbank.db"
    if not database.exists():
        return []
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT question, source, rating FROM reviews").fetchall()


def test_practice_leaves_the_log_alone(drillbank: Run, home: Path) -> None:
    ran = drillbank(*BANK, *ONE, stdin=ANSWER)
    assert ran.code == 0
    assert "1 answered." in ran.out
    assert recorded(home) == []


def test_count_records(drillbank: Run, home: Path) -> None:
    ran = drillbank(*BANK, *ONE, "--count", stdin=ANSWER)
    assert ran.code == 0
    assert recorded(home) == [("batching", "quiz", 3)]


def test_filters_and_number_choose(drillbank: Run) -> None:
    queue = drillbank(*BANK, "quiz", "--kind", "theory", "--json").json["queue"]
    assert sorted(item["question"] for item in queue) == ["batching", "cache-size"]
    assert len(drillbank(*BANK, "quiz", "-n", "1", "--json").json["queue"]) == 1


def test_filters_that_nothing_passes_say_so(drillbank: Run) -> None:
    ran = drillbank(*BANK, "quiz", "--level", "5")
    assert ran.code == 2
    assert "No question passes these filters" in ran.err


def test_nothing_on_stdin_gives_2(drillbank: Run) -> None:
    ran = drillbank(*BANK, *ONE)
    assert ran.code == 2
    assert "drillbank answer ID" in ran.err
