"""A Verdict as the JSON of the command line (a contract: add keys freely, change none)."""

from __future__ import annotations

from typing import Any

from drillbank.model import Lang, TestResult, Verdict


def verdict_document(verdict: Verdict, lang: Lang) -> dict[str, Any]:
    """The document of `run` and of each line of `grade`; texts of named mistakes in ``lang``."""
    document: dict[str, Any] = {
        "question": verdict.question,
        "verdict": verdict.outcome.value,
        "score": verdict.score,
        "passed": verdict.passed,
        "total": verdict.total,
        "seed": verdict.seed,
        "tests": [_test(test, lang) for test in verdict.tests],
        "diagnosis": [{"wrong": found.wrong, "says": found.says.get(lang)} for found in verdict.diagnosis],
        "cpu_s": verdict.cpu_s,
        "wall_s": verdict.wall_s,
        "memory_mb": verdict.memory_mb,
        "stdout": verdict.stdout,
        "stderr": verdict.stderr,
        "truncated": verdict.truncated,
        "sandbox": {"layers": list(verdict.layers), "missing": list(verdict.missing)},
    }
    if verdict.advice:
        document["advice"] = list(verdict.advice)
    return document


def _test(test: TestResult, lang: Lang) -> dict[str, Any]:
    return {
        "name": test.name,
        "verdict": test.verdict.value,
        "hidden": test.hidden,
        "says": test.says.get(lang),
        "message": test.message,
        "input": test.input,
        "expected": test.expected,
        "got": test.got,
    }
