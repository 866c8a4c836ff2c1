"""From results of tests to the Verdict: the first failing test decides, and a missing result is never a pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from drillbank.clean import clean, clip
from drillbank.model import Coding, Outcome, TestResult, Text, Verdict

FIELD_CHARACTERS = 1500
_LAYERS = ("rlimits", "no_new_privs", "landlock", "seccomp", "namespaces", "cgroup")


def compose(
    question: Coding,
    results: Sequence[TestResult],
    *,
    decided: Outcome | None,
    message: str,
    layers: Mapping[str, str],
    **measured: Any,
) -> Verdict:
    """The verdict.  ``decided``: an outcome of the whole (did not load, judge error) with its ``message``."""
    shown = list(results)
    if decided is not None:
        shown.extend(_first_missing(question, results, decided, message))
    failing: list[Outcome] = [result.verdict for result in shown if result.verdict is not Outcome.ACCEPTED]
    growth = question.growth is not None
    expected = len(question.tests) + growth
    if not failing and len(shown) < expected:
        failing.append(decided or Outcome.JUDGE_ERROR)
    total = sum(test.weight for test in question.tests) + growth
    passed = sum(result.weight for result in shown if result.verdict is Outcome.ACCEPTED)
    overall = failing[0] if failing else Outcome.ACCEPTED
    return Verdict(
        question=question.id,
        outcome=decided if decided is Outcome.JUDGE_ERROR else overall,
        score=round(passed / total, 6) if total else 0.0,
        tests=tuple(shown),
        total=expected,
        layers=tuple(name for name in _LAYERS if layers.get(name) == "live"),
        missing=tuple(name for name in _LAYERS if layers.get(name) != "live"),
        **measured,
    )


def _first_missing(question: Coding, results: Sequence[TestResult], decided: Outcome, message: str) -> list[TestResult]:
    """The first test that has no result carries the outcome of the whole."""
    done = {result.name for result in results}
    test = next((test for test in question.tests if test.name not in done), None)
    if test is None:
        return []
    return [
        TestResult(
            name=test.name,
            verdict=decided,
            hidden=test.hidden,
            weight=test.weight,
            says=Text() if decided is Outcome.SYNTAX_ERROR else test.says,
            message=message,
        )
    ]


def result(question: Coding, message: Mapping[str, Any], outcome: Outcome, text: str) -> TestResult:
    """One test's result by a checker's message; ``text`` says what was wrong."""
    index = int(message["test"])
    if index < len(question.tests):
        test = question.tests[index]
        name, hidden, weight, says = test.name, test.hidden, test.weight, test.says
    else:
        name, hidden, weight = "growth", False, 1.0
        says = Text("耗时随规模的增长", "how its time grows with size")
    accepted = outcome is Outcome.ACCEPTED
    return TestResult(
        name=name,
        verdict=outcome,
        hidden=hidden,
        weight=weight,
        says=says,
        message="" if accepted else text,
        input="" if accepted else text_of(message, "input"),
        expected="" if accepted else text_of(message, "expected"),
        got="" if accepted else text_of(message, "got"),
    )


def text_of(message: Mapping[str, Any], key: str) -> str:
    """A text of a checker's message, cleaned and short; "" where it is none."""
    value = message.get(key, "")
    return clip(clean(value), FIELD_CHARACTERS, 12) if type(value) is str else ""
