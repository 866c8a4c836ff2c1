"""`bank prove` and `bank coverage` as a user starts them, on the proved bank of the golden cases."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from drillbank.audit.proof_cache import fingerprint
from tests.audit.proving import PROVED

from ..conftest import Ran

BANK = ("--no-shipped-bank", "--bank", "bank")
FILE = "bank/coding/maths/running-mean.yaml"
Run = Callable[..., Ran]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the proved bank, in the folder where the program runs; without growth, which takes seconds."""
    shutil.copytree(PROVED, tmp_path / "bank")
    path = tmp_path / FILE
    text = path.read_text("utf-8")
    slow = text[text.index("  - id: sums-every-window") : text.index("hints:\n")]
    growth = next(line for line in text.splitlines(keepends=True) if line.startswith("growth:"))
    path.write_text(text.replace(slow, "").replace(growth, ""), "utf-8")
    return tmp_path / "bank"


def edit(root: Path, old: str, new: str) -> None:
    path = root.parent / FILE
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def test_a_sound_bank_is_proved_once_and_then_remembered(drillbank: Run, root: Path) -> None:
    first = drillbank(*BANK, "bank", "prove")
    assert first.code == 0, first.out + first.err
    lines = first.out.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["faq-bot", "running-mean", "softmax-shift"]
    assert lines[1].startswith(
        "running-mean: proved · 4 tests · 4/4 mistakes · 1/1 alternatives · 31/33 mutants · 1/1 examples · "
    )
    assert "3 questions, 1 with tests: 0 faults · 4/4 mistakes rejected, 4 by name · 31/33 mutants" in first.err
    again = drillbank(*BANK, "bank", "prove")
    assert [line.endswith("· remembered") for line in again.out.splitlines()] == [True] * 3
    assert not drillbank(*BANK, "bank", "prove", "--fresh", "faq-bot").out.endswith("remembered\n")


def test_a_fault_ends_with_one_and_names_file_part_and_reason(drillbank: Run, root: Path) -> None:
    edit(root, 'gives: "[1.5, 2.5]"', 'gives: "[1.5, 9.5]"')
    ran = drillbank(*BANK, "bank", "prove")
    assert ran.code == 1
    assert f"  {FILE}: examples: running_mean([1, 2, 3], 2) does not give [1.5, 9.5]" in ran.out
    assert "running-mean: 1 fault" in ran.out
    assert drillbank(*BANK, "bank", "prove").code == 1  # remembered, and still a fault
    assert drillbank(*BANK, "bank", "prove", "softmax-shift").code == 0


def test_the_document_is_the_contract_of_the_command_line(drillbank: Run, root: Path) -> None:
    ran = drillbank(*BANK, "bank", "prove", "--json", "--jobs", "2")
    found = ran.json
    contract = {
        "questions": 1, "references_accepted": 1, "starters_rejected": 1, "alternatives_accepted": 1,
        "alternatives": 1, "wrong": 4, "wrong_rejected": 4, "wrong_named": 4, "trivial": 6, "trivial_rejected": 6,
        "mutants": 33, "mutants_killed": 31,
    }  # fmt: skip
    assert {key: found[key] for key in contract} == contract
    assert {survivor["line"] for survivor in found["survivors"]} == {4}
    assert set(found["survivors"][0]) >= {"question", "line", "was", "now", "excused"}
    assert "[2/3] running-mean" in ran.err


@pytest.mark.parametrize("target", ["running-mean", FILE])
def test_one_question_shows_its_kill_matrix(drillbank: Run, root: Path, target: str) -> None:
    out = drillbank(*BANK, "bank", "prove", target).out
    assert "                      a b c d  mutants" in out
    assert "bad-window            · · ✘ ·  2" in out
    assert "widest-and-narrowest  ✘ ✘ · !  3" in out
    assert "c  no-refusal" in out


def test_a_folder_of_the_bank_limits_what_is_proved(drillbank: Run, root: Path) -> None:
    out = drillbank(*BANK, "bank", "prove", "bank/theory").out
    assert [line.partition(":")[0] for line in out.splitlines()] == ["softmax-shift"]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("running-meam", "Did you mean running-mean?"),
        ("no/such/path", "no/such/path does not exist"),
        ("bank/topics.yaml", "holds nothing that could be run"),
    ],
)
def test_what_cannot_be_meant_ends_with_two(drillbank: Run, root: Path, target: str, said: str) -> None:
    ran = drillbank(*BANK, "bank", "prove", target)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_bank_that_does_not_load_ends_with_one(drillbank: Run, root: Path) -> None:
    edit(root, "arrays: list\n", "arrays: list\nanwser: 1\n")
    ran = drillbank(*BANK, "bank", "prove")
    assert ran.code == 1
    assert 'unknown key "anwser"' in ran.out
    assert ran.out.startswith(f"{FILE}:")
    assert "anwser" in drillbank(*BANK, "bank", "prove", "--json").json["faults"][0]["message"]


def test_control_characters_of_a_strangers_bank_stay_out_of_the_terminal(drillbank: Run, root: Path) -> None:
    edit(root, 'gives: "[1.5, 2.5]"', 'gives: "[1.5, 2.5] \\e]0;owned\\a"')
    out = drillbank(*BANK, "bank", "prove", "running-mean").out
    assert "\x1b" not in out
    assert "\x07" not in out


def test_what_was_proved_is_recorded_and_shown_until_the_question_changes(drillbank: Run, root: Path) -> None:
    assert "3 named mistakes" not in drillbank(*BANK, "show", "running-mean").out
    assert "4 tests · 4 named mistakes\n" in drillbank(*BANK, "show", "running-mean").out
    ran = drillbank(*BANK, "bank", "prove", "--record")
    assert "Wrote bank/proofs.json: 1 proof." in ran.err
    elsewhere = {"DRILLBANK_HOME": str(root.parent / "another-home")}
    shown = drillbank(*BANK, "show", "running-mean", env=elsewhere)
    assert "4 tests · 4 named mistakes · 31/33 mutants killed\n" in shown.out
    document = drillbank(*BANK, "show", "running-mean", "--json", env=elsewhere).json
    assert document["proof"] == {"tests": 4, "mistakes": 4, "mutants": 33, "mutants_killed": 31}
    edit(root, "minutes: 10\n", "minutes: 11\n")
    assert "4 tests · 4 named mistakes\n" in drillbank(*BANK, "show", "running-mean", env=elsewhere).out
    edit(root, "(sums[i + k] - sums[i]) / k for", "(sums[i + k] + sums[i]) / k for")
    drillbank(*BANK, "bank", "prove", "--record")
    assert (root / "proofs.json").read_text() == "{}\n"


def test_a_proof_of_a_machine_that_has_what_is_needed_is_kept_until_the_question_changes(
    drillbank: Run, root: Path
) -> None:
    drillbank(*BANK, "bank", "prove", "--record")
    (file,) = root.glob("coding/*/running-mean.yaml")
    before = fingerprint(file)
    file.write_text(file.read_text().replace("requires: []", "requires: [no-such-distribution]"))
    assert fingerprint(file) != before
    written = root / "proofs.json"
    elsewhere = written.read_text().replace(before, fingerprint(file))  # as somebody records who has it installed
    written.write_text(elsewhere)
    ran = drillbank(*BANK, "bank", "prove", "--record")
    assert "no-such-distribution" in ran.out
    assert written.read_text() == elsewhere
    edit(root, "minutes: 10\n", "minutes: 11\n")
    drillbank(*BANK, "bank", "prove", "--record")
    assert written.read_text() == "{}\n"


def test_a_proof_of_this_machine_is_shown_without_a_record(drillbank: Run, root: Path) -> None:
    drillbank(*BANK, "bank", "prove", "running-mean")
    assert "31/33 mutants killed" in drillbank(*BANK, "show", "running-mean").out
    assert "变异体消灭 31/33" in drillbank(*BANK, "--lang", "zh", "show", "running-mean").out


def test_an_interrupted_run_goes_on_where_it_stopped(drillbank: Run, root: Path) -> None:
    words = [sys.executable, "-P", "-m", "drillbank", *BANK, "bank", "prove"]
    with subprocess.Popen(
        words, cwd=root.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=dict(os.environ)
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("faq-bot: proved")
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
    lines = drillbank(*BANK, "bank", "prove").out.splitlines()
    assert lines[0].endswith("· remembered")
    assert not lines[1].endswith("· remembered")


def test_coverage_is_a_table_with_its_gaps(drillbank: Run, root: Path) -> None:
    lines = drillbank(*BANK, "bank", "coverage").out.splitlines()
    assert lines[0].split() == ["theory", "business", "python", "zh", "en", "topics"]
    assert [line.split() for line in lines[1:4]] == [
        ["maths", "1", "·", "1", "2", "2", "2/2"],
        ["design", "·", "1", "·", "1", "1", "1/1"],
        ["all", "1", "1", "1", "3", "3", "3/3"],
    ]
    assert lines[4] == "gap  design: no theory and no coding question"
    assert lines[5] == "not proved as they stand  running-mean"
    assert drillbank(*BANK, "bank", "coverage", "--json").json["unproved"] == ["running-mean"]


def test_the_seed_table_fails_while_an_item_is_missing(drillbank: Run, root: Path) -> None:
    items = dict.fromkeys(range(1, 62), "{item: an item, at: question:running-mean}")
    seed = root / "seed_map.yaml"
    seed.write_text("".join(f"{number}: {entry}\n" for number, entry in items.items()))
    whole = drillbank(*BANK, "bank", "coverage", "--seed")
    assert whole.code == 0
    assert whole.out.splitlines()[8] == " 9  an item  question:running-mean"
    assert "61 items, 0 missing" in whole.err
    seed.write_text("".join(f"{number}: {entry}\n" for number, entry in items.items() if number != 30))
    ran = drillbank(*BANK, "bank", "coverage", "--seed")
    assert ran.code == 1
    assert ran.out.splitlines()[29] == "30  MISSING: it is not in the map"
    document = drillbank(*BANK, "bank", "coverage", "--seed", "--json")
    assert (document.code, document.json["missing"]) == (1, 1)
    assert document.json["rows"][29] == {"item": 30, "what": "", "at": [], "missing": "it is not in the map"}
