"""`report-fault`: a prefilled text, and nothing is sent."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from drillbank import __version__
from tests.audit.proving import PROVED

from ..conftest import Ran

BANK = ("--no-shipped-bank", "--bank", "bank")
Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def root(tmp_path: Path) -> Path:
    shutil.copytree(PROVED, tmp_path / "bank")
    return tmp_path / "bank"


def test_the_report_names_the_question_its_file_its_sources_and_the_program(drillbank: Run, tmp_path: Path) -> None:
    out = drillbank(*BANK, "report-fault", "softmax-shift").out
    assert out.startswith(
        "softmax-shift: Why does softmax subtract the maximum first?\n\n- question: `softmax-shift` (rev 1)\n"
    )
    assert "- file: `theory/maths/softmax-shift.yaml` of an added bank\n" in out
    assert "- sources: goldberg-1991 §2\n" in out
    assert f"- drillbank: {__version__}, Python 3." in out
    assert out.count("\n### ") == 3
    assert str(tmp_path) not in out  # it is going to be public


def test_the_report_of_a_coding_question_asks_for_code_and_seed(drillbank: Run) -> None:
    out = drillbank(*BANK, "--lang", "zh", "report-fault", "running-mean").out
    assert out.startswith("running-mean: 滑动平均\n")
    assert out.count("\n### ") == 4
    assert "种子" in out


def test_the_report_of_a_shipped_question_names_its_place_in_the_repository(drillbank: Run) -> None:
    document = drillbank("report-fault", "quantize", "--json").json
    assert document["question"] == "quantize"
    assert document["title"].startswith("quantize: ")
    assert "- file: `questions/coding/inference/quantize.yaml`\n" in document["body"]


def test_an_unknown_question_is_refused(drillbank: Run) -> None:
    ran = drillbank(*BANK, "report-fault", "softmax-shif")
    assert (ran.code, ran.out) == (2, "")
    assert "softmax-shift" in ran.err
