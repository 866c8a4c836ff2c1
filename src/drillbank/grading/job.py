"""What each confined process is told: the answer's process its inputs only, the checker everything else."""

from __future__ import annotations

from typing import Any

from drillbank.model import Coding, Lang


def for_answer(
    question: Coding, code: str, cpu_s: float, memory_bytes: int, data_baseline_bytes: int
) -> dict[str, Any]:
    """The solution process's job: nothing in it could give a test away."""
    return {
        "code": code,
        "given": question.given,
        "arrays": question.arrays,
        "cpu_s": cpu_s,
        "memory_bytes": memory_bytes,
        "data_baseline_bytes": data_baseline_bytes,
    }


def for_checker(question: Coding, seed: int, lang: Lang, stop_early: bool) -> dict[str, Any]:
    """The checker's job: tests, oracle, reference, named mistakes."""
    growth = question.growth
    return {
        "do": "judge",
        "seed": seed,
        "lang": lang,
        "question": {
            "language": question.language,
            "given": question.given,
            "oracle": question.oracle,
            "solution": question.solution,
            "arrays": question.arrays,
            "tests": [{"name": t.name, "code": t.code, "fresh": t.fresh} for t in question.tests],
            "wrong": [{"id": w.id, "code": w.code} for w in question.wrong],
            "names_in_scope": question.origin is not None and question.origin.format in ("humaneval", "mbpp"),
            "floor_s": 0.0,
            "stop_early": stop_early,
            "growth": None
            if growth is None
            else {
                "call": growth.call,
                "make": growth.make,
                "sizes": list(growth.sizes),
                "max_exponent": growth.max_exponent,
            },
        },
    }
