"""`show` tells once what was corrected after the learner's answer."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from drillbank.study import store
from tests.audit.proving import PROVED
from tests.study.makers import make_review

from ..conftest import Ran

BANK = ("--no-shipped-bank", "--bank", "bank")
Run = Callable[..., Ran]
ERRATA = """
errata:
  - {date: 2026-11-20, was: {zh: 旧错, en: the old error}, now: {zh: 旧改, en: its correction}}
  - {date: 2026-11-10, was: {zh: 更早, en: an earlier error}, now: {zh: 早改, en: an earlier correction}}
"""


@pytest.fixture
def question(tmp_path: Path) -> Path:
    shutil.copytree(PROVED, tmp_path / "bank")
    return tmp_path / "bank" / "theory" / "maths" / "softmax-shift.yaml"


def answered(home: Path, day: str, clock: str = "12:00:00+00:00") -> None:
    """One answer in the log."""
    with store.open(home / "data" / "drillbank.db", "here") as log:
        log.append(make_review("softmax-shift", 3, datetime.fromisoformat(f"{day}T{clock}")))


def shown(drillbank: Run, *words: str) -> str:
    ran = drillbank(*BANK, *words, "show", "softmax-shift", env={"DRILLBANK_NOW": "2026-11-24T12:00:00+00:00"})
    assert ran.code == 0, ran.err
    return ran.out


def test_a_correction_after_the_answer_is_told_once(drillbank: Run, question: Path, home: Path) -> None:
    answered(home, "2026-11-15")
    question.write_text(question.read_text("utf-8") + ERRATA, "utf-8")
    first = shown(drillbank)
    assert first.startswith("Corrected on 2026-11-20, after you answered:\n✘ the old error\n✔ its correction\n")
    assert "an earlier error" not in first
    assert "Corrected" not in shown(drillbank)


def test_all_corrections_since_are_told_oldest_first_and_a_later_one_again(
    drillbank: Run, question: Path, home: Path
) -> None:
    answered(home, "2026-11-01")
    question.write_text(question.read_text("utf-8") + ERRATA, "utf-8")
    out = shown(drillbank, "--lang", "zh")
    assert (
        out.index("本题于 2026-11-10 更正")
        < out.index("✘ 更早")
        < out.index("本题于 2026-11-20 更正")
        < out.index("✘ 旧错")
    )
    later = "  - {date: 2026-11-23, was: {zh: 新错, en: a new error}, now: {zh: 新改, en: a new correction}}\n"
    question.write_text(question.read_text("utf-8") + later, "utf-8")
    again = shown(drillbank)
    assert "a new error" in again
    assert "the old error" not in again


def test_who_answered_on_the_day_or_after_it_or_never_hears_nothing(drillbank: Run, question: Path, home: Path) -> None:
    question.write_text(question.read_text("utf-8") + ERRATA, "utf-8")
    assert "Corrected" not in shown(drillbank)
    answered(home, "2026-11-20")
    assert "Corrected" not in shown(drillbank)


def test_the_day_of_an_answer_is_the_learners_own(drillbank: Run, question: Path, home: Path) -> None:
    question.write_text(question.read_text("utf-8") + ERRATA, "utf-8")
    answered(home, "2026-11-20", "01:00:00+08:00")  # still the 19th in London
    assert "Corrected" not in shown(drillbank)


def test_a_damaged_log_hides_no_question(drillbank: Run, question: Path, home: Path) -> None:
    question.write_text(question.read_text("utf-8") + ERRATA, "utf-8")
    answered(home, "2026-11-01")
    for path in (home / "data").glob("drillbank.db*"):
        path.write_bytes(b"no database at all " * 500)
    ran = drillbank(*BANK, "show", "softmax-shift")
    assert ran.code == 0
    assert "corrections since your last answer are not known" in ran.err
    assert "subtracts the maximum" in ran.out or "subtract the maximum" in ran.out
