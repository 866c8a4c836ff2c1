"""One question as the JSON of ``show``: what a learner may see, and with the answer what follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drillbank.cli.words import texts, title
from drillbank.model import Ask, Business, Coding, Flag, KeyPoint, Question, Text, Theory

if TYPE_CHECKING:
    from drillbank.bank import Bank


def document(question: Question, bank: Bank, lang: str, *, answer: bool) -> dict[str, Any]:
    """Texts come in ``lang``; with ``both`` Chinese and English follow each other."""
    found: dict[str, Any] = {
        "id": question.id,
        "kind": question.kind,
        "topic": question.topic,
        "level": question.level,
        "minutes": question.minutes,
        "roles": list(question.roles),
        "rev": question.rev,
        "title": title(question.title, lang),
        "prompt": _text(question.prompt, lang),
        "related": list(question.related),
    }
    if isinstance(question, Coding):
        found |= _coding(question, lang)
    if answer:
        found |= _answer(question, bank, lang)
    return found


def _text(text: Text, lang: str) -> str:
    return "\n\n".join(texts(text, lang))


def _coding(question: Coding, lang: str) -> dict[str, Any]:
    return {
        "task": question.task,
        "language": question.language,
        "requires": list(question.requires),
        "arrays": question.arrays,
        "given": question.given,
        "starter": question.starter,
        "examples": [{"call": example.call, "gives": example.gives} for example in question.examples],
        "tests": [{"name": test.name, "says": _text(test.says, lang)} for test in question.tests if not test.hidden],
        "hidden_tests": sum(test.hidden for test in question.tests),
        "hints": len(question.hints),
        "limits": {"wall_s": question.limits.wall_s, "memory_mb": question.limits.memory_mb},
        "banned": list(question.banned),
    }


def _answer(question: Question, bank: Bank, lang: str) -> dict[str, Any]:
    sources = bank.sources
    found: dict[str, Any] = {
        "answer": _text(question.answer, lang),
        "code": [{"language": b.language, "run": b.run, "expect": b.expect} for b in question.code],
        "points": [],
        "sources": [
            {
                "id": ref.id,
                "where": ref.where,
                "cite": sources[ref.id].cite if ref.id in sources else None,
                "url": (sources[ref.id].url or None) if ref.id in sources else None,
            }
            for ref in question.sources
        ],
        "errata": [{"date": e.date, "was": _text(e.was, lang), "now": _text(e.now, lang)} for e in question.errata],
        "reviewed": question.reviewed or None,
        "review_by": question.review_by or None,
    }
    if isinstance(question, Theory | Business):
        found["points"] = [_point(point, lang) for point in question.points]
    if isinstance(question, Business):
        found |= _business(question, lang)
    if isinstance(question, Coding):
        found |= {
            "solution": question.solution,
            "mistakes": [{"id": wrong.id, "says": _text(wrong.says, lang)} for wrong in question.wrong],
            "explain": _text(question.explain, lang),
        }
    return found


def _point(point: KeyPoint, lang: str) -> dict[str, Any]:
    return {
        "id": point.id,
        "core": point.core,
        "weight": point.weight,
        "claim": _text(point.claim, lang),
        "because": _text(point.because, lang),
        "source": point.source or None,
        "followup": _ask(point.followup, lang) if isinstance(point.followup, Ask) else point.followup,
    }


def _ask(ask: Ask, lang: str) -> dict[str, str]:
    return {"ask": _text(ask.ask, lang), "expect": _text(ask.expect, lang)}


def _business(question: Business, lang: str) -> dict[str, Any]:
    estimate = question.estimate
    return {
        "dimensions": [
            {
                "id": dimension.id,
                "title": title(dimension.title, lang),
                "points": list(dimension.points),
                "anchors": {str(level): _text(anchor, lang) for level, anchor in dimension.anchors.items()},
            }
            for dimension in question.dimensions
        ],
        "must_haves": [_flag(flag, lang) for flag in question.must_haves],
        "red_flags": [_flag(flag, lang) for flag in question.red_flags],
        "curveballs": [_ask(ask, lang) for ask in question.curveballs],
        "estimate": None
        if estimate is None
        else {"expr": estimate.expr, "unit": estimate.unit, "tolerance": estimate.tolerance},
    }


def _flag(flag: Flag, lang: str) -> dict[str, str]:
    return {"id": flag.id, "says": _text(flag.says, lang)}
