from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from drillbank.audit.check import check
from drillbank.audit.prove import prove
from drillbank.bank import Bank
from drillbank.errors import JudgeUnavailable
from drillbank.grading.judge import Judge
from drillbank.model import Coding, Verdict

from . import proving
from .proving import Case

CASES = proving.cases()


@pytest.fixture(scope="module")
def bank() -> Bank:
    return proving.loaded()


@pytest.mark.parametrize("case", [case for case in CASES if case.prove], ids=lambda case: case.name)
def test_sabotage_is_found_by_the_proof_with_its_reason(
    case: Case, tmp_path: Path, judge: Judge, pool: Executor
) -> None:
    proof = prove(proving.question_of(case, tmp_path), judge, pool)
    faults = "\n".join(f"{fault.what}: {fault.message}" for fault in proof.faults)
    assert [said for said in case.says if said not in faults] == [], faults


@pytest.mark.parametrize("case", [case for case in CASES if case.check], ids=lambda case: case.name)
def test_sabotage_is_found_by_the_check_with_its_reason(case: Case, tmp_path: Path) -> None:
    checked = check([("shipped", proving.edited(case, tmp_path))], today=date(2026, 11, 24))
    said = "\n".join(map(str, checked.findings))
    assert checked.errors
    assert [words for words in case.check if words not in said] == [], said


def test_the_bank_without_sabotage_is_proved_in_full(bank: Bank, judge: Judge, pool: Executor) -> None:
    steps: list[tuple[int, int]] = []
    proof = prove(bank.get("running-mean"), judge, pool, lambda done, total: steps.append((done, total)))
    assert proof.faults == ()
    assert proof.holds
    assert (proof.reference_accepted, proof.starter_rejected, proof.tests) == (True, True, 4)
    assert (proof.alternatives, proof.alternatives_accepted) == (1, 1)
    assert (proof.wrong, proof.wrong_rejected) == (5, 5)
    assert proof.wrong_named == 4  # the fifth hangs, and says so
    assert (proof.trivial, proof.trivial_rejected) == (6, 6)
    assert proof.mutants - proof.mutants_killed == len(proof.survivors) == 2
    assert {survivor.now for survivor in proof.survivors} == {"sums = [-1.0]", "sums = [1.0]"}
    assert all("common start cancels" in survivor.excused for survivor in proof.survivors)
    assert (proof.examples, proof.examples_right) == (1, 1)
    # 19 more seeds, starter and 6 trivial programs, 5 of the alternative, 3 of each mistake, every mutant
    assert steps[-1] == (19 + 7 + 5 + 15 + proof.mutants,) * 2
    matrix = proof.matrix  # which test kills which mistake
    assert matrix.tests == ("by-hand", "drawn", "bad-window", "widest-and-narrowest", "growth")
    rows = dict(zip(matrix.mistakes, matrix.cells, strict=True))
    assert rows["no-refusal"] == ("accepted", "accepted", "wrong_answer", "accepted", "")
    assert rows["needs-two"][3] == "runtime_error"
    assert rows["sums-every-window"] == ("accepted",) * 4 + ("time_limit_exceeded",)
    assert sum(matrix.mutants) == 31
    assert matrix.mutants[0] > matrix.mutants[1]


def test_answers_of_other_kinds_run_their_code_and_their_estimate(bank: Bank, judge: Judge, pool: Executor) -> None:
    theory, business = (prove(bank.get(id), judge, pool) for id in ("softmax-shift", "faq-bot"))
    assert (theory.demonstrations, theory.demonstrations_right, theory.faults) == (1, 1, ())
    assert (business.estimates, business.estimates_plausible, business.faults) == (1, 1, ())


def test_a_test_that_nothing_needs_is_pointed_out(bank: Bank, judge: Judge, pool: Executor) -> None:
    question = bank.get("running-mean")
    assert isinstance(question, Coding)
    idle = replace(question.tests[0], name="idle", code="solution.running_mean([3], 1)")
    proof = prove(replace(question, tests=(*question.tests, idle), growth=None, wrong=question.wrong[:3]), judge, pool)
    assert proof.remarks == ("test idle catches no named mistake and no mutant; name the mistake it is there for",)


def test_two_mistakes_that_no_test_tells_apart_are_pointed_out(bank: Bank, judge: Judge, pool: Executor) -> None:
    question = bank.get("running-mean")
    assert isinstance(question, Coding)
    twin = replace(question.wrong[1], id="twin", code=question.wrong[1].code + "\n")
    proof = prove(replace(question, wrong=(*question.wrong[:3], twin), growth=None), judge, pool)
    assert "no test tells divides-by-n from twin" in proof.remarks
    assert proof.holds


def test_what_cannot_run_here_is_skipped_with_its_reason(
    bank: Bank, judge: Judge, pool: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drillbank.sandbox.node.runtime.find", lambda: None)
    question = bank.get("running-mean")
    assert isinstance(question, Coding)
    script = prove(replace(question, language="javascript"), judge, pool)
    reason = "needs the runtime 'node', which is not installed"
    assert (script.skipped, script.holds, script.faults) == (reason, False, ())
    absent = prove(replace(question, requires=("no-such-distribution",)), judge, pool)
    assert "no-such-distribution" in absent.skipped
    assert not absent.holds


class Refusing(Judge):
    """A judge on a machine that lacks a layer."""

    def grade(self, *_: Any, **__: Any) -> Verdict:
        raise JudgeUnavailable("the sandbox layer 'landlock'", "the kernel lacks it", "Use a newer one.")


def test_a_missing_layer_of_the_sandbox_is_no_skipped_question(judge: Judge, bank: Bank, pool: Executor) -> None:
    with pytest.raises(JudgeUnavailable, match="landlock"):
        prove(bank.get("running-mean"), Refusing(judge.options, 1), pool)
    with pytest.raises(JudgeUnavailable, match="landlock"):
        prove(bank.get("softmax-shift"), Refusing(judge.options, 1), pool)


def test_a_program_that_kills_the_parser_ends_in_a_fault(bank: Bank, judge: Judge, pool: Executor) -> None:
    question = bank.get("running-mean")
    assert isinstance(question, Coding)
    bomb = "f'" + "{(" * 90 + "0" + ")}" * 90 + "'\n" + "-" * 60_000 + "1\n"
    proof = prove(replace(question, solution=bomb, growth=None), judge, pool)
    assert not proof.reference_accepted
    assert proof.faults[0].what == "solution"
