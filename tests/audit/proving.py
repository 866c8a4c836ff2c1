"""A golden case of the proof: edits to a proved bank, and what `bank check` and `bank prove` then have to say."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from drillbank import bank as banks
from drillbank.bank import Bank
from drillbank.model import Coding, Question

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "prove"
PROVED = GOLDEN / "bank"


@dataclass(frozen=True)
class Case:
    name: str
    edits: list[dict[str, str]]
    check: list[str]
    prove: str
    says: list[str]
    growth: bool  # measured too, which takes seconds


def cases() -> list[Case]:
    return [read(path) for path in sorted(GOLDEN.glob("cases/*.case.yaml"))]


def read(path: Path) -> Case:
    document: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    name = path.name.removesuffix(".case.yaml")
    check, says = document.get("check") or [], document.get("says") or []
    assert check or says, f"{path} expects nothing"
    return Case(name, document["edits"], check, document.get("prove", ""), says, document.get("growth", False))


def edited(case: Case, folder: Path) -> Path:
    """A copy of the proved bank with the edits of a case; an edit that does not apply is an error of the case."""
    root = folder / "bank"
    shutil.copytree(PROVED, root)
    for edit in case.edits:
        target = root / edit["file"]
        text = target.read_text(encoding="utf-8")
        assert text.count(edit["old"]) == 1, f"{case.name}: {edit['old']!r} stands {text.count(edit['old'])} times"
        target.write_text(text.replace(edit["old"], edit["new"]), encoding="utf-8")
    return root


def question_of(case: Case, folder: Path) -> Question:
    """The edited question; unless the case is about growth, without it and the mistake that only it catches."""
    question = loaded(edited(case, folder)).get(case.prove)
    if case.growth or not isinstance(question, Coding):
        return question
    return replace(question, growth=None, wrong=tuple(w for w in question.wrong if "growth" not in w.caught_by))


def loaded(root: Path = PROVED) -> Bank:
    return banks.load([("shipped", root)], cache_dir=None)
