"""``fit`` as a user runs it; the optimiser itself is tested in tests/study/test_fit.py."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from drillbank.cli.main import run
from drillbank.study import fit_optimiser
from drillbank.study import store as stores
from drillbank.study.parameters import DEFAULT, EVENT

from ..study.learners import FORGETFUL, log
from ..study.makers import schedule_bytes

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def database(home: Path) -> Path:
    return home / "data" / "drillbank.db"


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Command:
    """``fit`` with an optimiser that always answers FORGETFUL."""
    monkeypatch.setenv("DRILLBANK_NOW", "2027-11-24T21:00:00+08:00")
    monkeypatch.setattr(fit_optimiser, "missing", tuple)
    monkeypatch.setattr(fit_optimiser, "optimise", lambda reviews: FORGETFUL)

    def call(*words: str) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(["fit", *words])
        return code, out.getvalue(), err.getvalue()

    return call


def fill(database: Path, truth: Any, reviews: int) -> None:
    with stores.open(database, "here") as store:
        store.merge(log(truth, reviews=reviews, seed=1), [])


def test_without_the_extra_it_is_one_sentence_and_code_2(home: Path) -> None:
    hidden = "import sys\nsys.modules['pandas'] = None\nfrom drillbank.cli.main import run\nsys.exit(run(['fit']))"
    done = subprocess.run(
        [sys.executable, "-c", hidden], capture_output=True, encoding="utf-8", env={**os.environ}, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "pip install 'drillbank[fit]'" in done.stderr
    assert "pandas" in done.stderr
    assert "0 of the 1,000 reviews" in done.stderr


def test_too_few_reviews_are_said_with_the_figures(command: Command, database: Path) -> None:
    fill(database, FORGETFUL, 7)
    code, out, err = command()
    assert (code, err) == (0, "")
    assert out == "Not fitted: it takes 1,000 rated reviews, and there are 7.\n"
    told = json.loads(command("--json")[1])
    assert told == {
        "accepted": False,
        "dry_run": False,
        "reviews": 7,
        "short_of": {"what": "reviews", "there": 7, "needed": 1000},
        "compared": None,
        "parameters": None,
    }


def test_a_better_fit_is_taken_told_and_taken_back(command: Command, database: Path) -> None:
    fill(database, FORGETFUL, 2500)
    with stores.open(database, "here") as store:
        before = schedule_bytes(store)
    code, out, err = command("--dry-run")
    assert code == 0
    assert out.startswith("Worth taking: on ")
    assert "2,500 reviews" in err
    with stores.open(database, "here") as store:
        assert schedule_bytes(store) == before
        assert list(store.events(EVENT)) == []
    told = json.loads(command("--json")[1])
    assert told["accepted"]
    assert told["parameters"] == list(FORGETFUL)
    compared = told["compared"]
    assert compared["log_loss"]["fitted"] < compared["log_loss"]["present"]
    assert compared["gain"] > 2 * compared["standard_error"]
    with stores.open(database, "here") as store:
        assert store.parameters() == FORGETFUL
        assert schedule_bytes(store) != before
    assert command("--reset", "--dry-run")[1].startswith("Would go back")
    code, out, _ = command("--reset")
    assert (code, out.startswith("FSRS's published parameters hold again")) == (0, True)
    with stores.open(database, "here") as store:
        assert store.parameters() == DEFAULT
        assert schedule_bytes(store) == before
        assert len(list(store.events(EVENT))) == 2, "the log forgets nothing"
    assert json.loads(command("--reset", "--json")[1])["reset"] is False


def test_a_fit_that_is_no_better_is_refused_with_the_figures(command: Command, database: Path) -> None:
    fill(database, DEFAULT, 1200)
    code, out, _ = command()
    assert code == 0
    assert out.startswith("Not taken: on ")
    assert "more than chance" in out
    assert out.count("\n") == 1
    with stores.open(database, "here") as store:
        assert store.parameters() == DEFAULT
        assert list(store.events(EVENT)) == []


def test_it_says_so_in_chinese_too(command: Command, database: Path) -> None:
    fill(database, FORGETFUL, 3)
    assert command("--lang", "zh")[1] == "没有拟合：需要 1,000 次评过分的回答，现在有 3 次。\n"
