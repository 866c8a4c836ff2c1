"""A golden case: edits to the good bank, and every line that `bank check` then has to print."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from drillbank.audit.check import Checked, check

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "check"
GOOD = GOLDEN / "good"
TODAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Case:
    path: Path
    edits: list[dict[str, str]]
    expect: list[str]
    release: bool

    @property
    def rule(self) -> str:
        return self.path.parent.name


def cases() -> list[Case]:
    return [read(path) for path in sorted(GOLDEN.glob("*/*.case.yaml"))]


def read(path: Path) -> Case:
    document: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Case(path, document["edits"], document.get("expect") or [], document.get("release", False))


def edited(case: Case, folder: Path) -> Path:
    """A copy of the good bank with the edits of a case; an edit that does not apply is an error of the case."""
    bank = folder / "bank"
    shutil.copytree(GOOD, bank)
    for edit in case.edits:
        target = bank / edit["file"]
        if "old" not in edit:
            target.parent.mkdir(parents=True, exist_ok=True)
            source = GOOD / edit["copy"] if "copy" in edit else None
            target.write_text(source.read_text("utf-8") if source else edit["new"], encoding="utf-8")
            continue
        text = target.read_text(encoding="utf-8")
        assert text.count(edit["old"]) == 1, f"{case.path}: {edit['old']!r} stands {text.count(edit['old'])} times"
        target.write_text(text.replace(edit["old"], edit["new"]), encoding="utf-8")
    return bank


def run(case: Case, folder: Path) -> Checked:
    return check([("shipped", edited(case, folder))], today=TODAY, release=case.release)


def printed(checked: Checked, bank: Path) -> list[str]:
    return [str(finding).replace(f"{bank}/", "") for finding in checked.findings]
