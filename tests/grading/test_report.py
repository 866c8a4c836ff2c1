"""A verdict from results: the first failure decides, a missing result is never a pass."""

from __future__ import annotations

from collections.abc import Callable

from drillbank.grading import report
from drillbank.grading.output import KEPT_BYTES, OUTPUT_LIMIT_BYTES, Output
from drillbank.model import Coding, Outcome, TestResult, Verdict

Make = Callable[..., Coding]
TESTS = [("a", "pass"), ("b", "pass"), ("c", "pass")]


def compose(asked: Coding, *outcomes: Outcome, decided: Outcome | None = None) -> Verdict:
    results = [
        TestResult(name=name, verdict=outcome, hidden=False)
        for (name, _), outcome in zip(TESTS, outcomes, strict=False)
    ]
    return report.compose(
        asked, results, decided=decided, message="m", layers={"seccomp": "live", "cgroup": "not delegated"}, seed=1
    )


def test_the_first_failure_decides(make: Make) -> None:
    verdict = compose(make(TESTS, ""), Outcome.ACCEPTED, Outcome.RUNTIME_ERROR, Outcome.WRONG_ANSWER)
    assert verdict.outcome is Outcome.RUNTIME_ERROR
    assert (verdict.passed, verdict.total) == (1, 3)
    assert verdict.score == 0.333333


def test_a_missing_result_is_never_a_pass(make: Make) -> None:
    assert compose(make(TESTS, ""), Outcome.ACCEPTED, Outcome.ACCEPTED).outcome is Outcome.JUDGE_ERROR
    assert compose(make(TESTS, "")).outcome is Outcome.JUDGE_ERROR
    assert compose(make(TESTS, ""), *[Outcome.ACCEPTED] * 3).outcome is Outcome.ACCEPTED


def test_an_outcome_of_the_whole_stands_at_the_first_test_without_result(make: Make) -> None:
    verdict = compose(make(TESTS, ""), Outcome.ACCEPTED, decided=Outcome.SYNTAX_ERROR)
    assert verdict.outcome is Outcome.SYNTAX_ERROR
    assert [(t.name, t.message) for t in verdict.tests] == [("a", ""), ("b", "m")]
    judge = compose(make(TESTS, ""), Outcome.WRONG_ANSWER, decided=Outcome.JUDGE_ERROR)
    assert judge.outcome is Outcome.JUDGE_ERROR, "never counted against anyone"


def test_layers_are_told_from_missing_ones(make: Make) -> None:
    verdict = compose(make(TESTS, ""), *[Outcome.ACCEPTED] * 3)
    assert verdict.layers == ("seccomp",)
    assert "cgroup" in verdict.missing


def test_output_keeps_its_beginning_and_counts_all() -> None:
    output = Output()
    output.add("stdout", b"a" * (KEPT_BYTES + 5))
    assert len(output.text("stdout")) == KEPT_BYTES
    assert output.truncated
    assert not output.too_much
    output.add("stderr", b"b" * OUTPUT_LIMIT_BYTES)
    assert output.too_much
