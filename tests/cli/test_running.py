from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .screens import SMALL_BANK

Run = Callable[..., Any]
RUN = ("--no-shipped-bank", "--bank", str(SMALL_BANK), "run")
RIGHT = "def add(a, b):\n    return a + b\n"
WRONG = "def add(a, b):\n    return a - b\n"


def test_accepted_gives_0_and_records_nothing(drillbank: Run, tmp_path: Path, home: Path) -> None:
    (tmp_path / "answer.py").write_text(RIGHT)
    ran = drillbank(*RUN, "add-two", "answer.py")
    assert ran.code == 0
    assert ran.out.startswith("✔ accepted   2 of 2 tests\n")
    assert not (home / "data" / "drillbank.db").exists()


def test_not_accepted_gives_1_and_names_the_mistake(drillbank: Run) -> None:
    ran = drillbank(*RUN, "add-two", "-", stdin=WRONG)
    assert ran.code == 1
    assert "This looks like a known mistake: minus" in ran.out
    assert "repeat with --seed" in ran.out


def test_json_is_the_contracts_document(drillbank: Run) -> None:
    ran = drillbank(*RUN, "add-two", "-", "--json", "--seed", "20261", stdin=WRONG)
    assert ran.code == 1
    assert ran.json["seed"] == 20261
    assert (ran.json["verdict"], ran.json["passed"], ran.json["total"]) == ("wrong_answer", 0, 2)
    assert ran.json["diagnosis"][0]["wrong"] == "minus"
    assert set(ran.json["sandbox"]) == {"layers", "missing"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add-two", "no-such.py"], "no-such.py cannot be read: No such file"),
        (["add-two", "."], ". cannot be read: Is a directory"),
        (["add-tow", "-"], "Did you mean add-two?"),
        (["batching", "-"], "batching is a theory question, not code"),
        (["add-two"], "FILE"),
        (["add-two", "-", "--unsave"], "No such option"),
        (["add-two", "-", "--seed", "-1"], "--seed"),
    ],
)
def test_wrong_use_gives_2_and_one_sentence(drillbank: Run, words: list[str], said: str) -> None:
    ran = drillbank(*RUN, *words, stdin=RIGHT)
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""


@pytest.mark.parametrize(("data", "said"), [(b"\xff\xfe", "stdin is not UTF-8"), (b"#" * 1_000_001, "larger than")])
def test_what_cannot_be_an_answer_is_refused(data: bytes, said: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-P", "-m", "drillbank", *RUN, "add-two", "-"], input=data, capture_output=True, check=False
    )
    assert ran.returncode == 2
    assert said in ran.stderr.decode()


def test_a_byte_order_mark_is_no_part_of_the_answer(drillbank: Run) -> None:
    assert drillbank(*RUN, "add-two", "-", stdin="\ufeff" + RIGHT).code == 0
