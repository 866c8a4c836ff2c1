"""The line of ``show`` that says how a coding question is proved: its record, or a proof made on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from drillbank.cli.context import Context
from drillbank.model import Coding


def of(ctx: Context, question: Coding) -> str:
    """``7 tests · 5 named mistakes · 41/41 mutants killed``; without the mutants where this text is not proved."""
    tests, mistakes = len(question.tests), len(question.wrong)
    parts = [
        ctx.say(f"{tests} 个测试", f"{tests} test{'' if tests == 1 else 's'}"),
        ctx.say(f"{mistakes} 个具名错误", f"{mistakes} named mistake{'' if mistakes == 1 else 's'}"),
    ]
    figures = _mutants(ctx, question, ctx.bank.path(question.id))
    if figures is not None and question.language == "python":  # of other languages no mutants are made
        killed, made = figures
        parts.append(ctx.say(f"变异体消灭 {killed}/{made}", f"{killed}/{made} mutants killed"))
    return " · ".join(parts)


def document(ctx: Context, question: Coding) -> dict[str, Any]:
    """The same for ``show --json``; null where this text is not proved."""
    figures = _mutants(ctx, question, ctx.bank.path(question.id))
    killed, made = figures if figures is not None else (None, None)
    return {"tests": len(question.tests), "mistakes": len(question.wrong), "mutants": made, "mutants_killed": killed}


def _mutants(ctx: Context, question: Coding, file: Path) -> tuple[int, int] | None:
    from drillbank.audit import record
    from drillbank.audit.proof_cache import ProofCache, fingerprint, needs

    for name, base in ctx.bank.roots:
        entry = record.read(base).get(question.id) if name == question.bank else None
        if entry is not None and entry.file == fingerprint(file):
            return entry.killed, entry.mutants
    proof = ProofCache(ctx.paths.cache).get(question.id, file, needs(question))
    return (proof.mutants_killed, proof.mutants) if proof is not None and proof.holds else None
