"""What proving one question found: counts, faults with their reasons, surviving mutants, the kill matrix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self

KILL_RATE_LEAST = 0.95
SURVIVORS_ALWAYS = 2  # a solution of thirty mutants may have two equivalent ones and still be well tested


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a question; ``what`` names the part of the gate that it failed."""

    what: str
    message: str


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that every test accepts; ``excused`` is the question's own reason, "" where it gives none."""

    line: int
    was: str
    now: str
    operator: str
    excused: str = ""


@dataclass(frozen=True, slots=True)
class KillMatrix:
    """Which test kills which mistake.

    ``cells`` holds, per mistake, the verdict of each test ("" where it did not run); ``mutants`` holds per test how
    many mutants it was the first to kill.
    """

    tests: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    mutants: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One question through the gate.  Of theory and business questions only demonstrations and estimate count."""

    question: str
    kind: str
    skipped: str = ""  # why it could not be proved here
    faults: tuple[Fault, ...] = ()
    remarks: tuple[str, ...] = ()
    tests: int = 0
    reference_accepted: bool = False
    starter_rejected: bool = False
    alternatives: int = 0
    alternatives_accepted: int = 0
    wrong: int = 0
    wrong_rejected: int = 0
    wrong_named: int = 0
    trivial: int = 0
    trivial_rejected: int = 0
    mutants: int = 0
    mutants_killed: int = 0
    duplicates: int = 0
    not_compiling: int = 0
    survivors: tuple[Survivor, ...] = ()
    examples: int = 0
    examples_right: int = 0
    demonstrations: int = 0
    demonstrations_right: int = 0
    estimates: int = 0
    estimates_plausible: int = 0
    matrix: KillMatrix = field(default_factory=KillMatrix)
    busy: bool = False  # a fault may be the machine's: such a proof is not remembered

    @property
    def holds(self) -> bool:
        """Proved: looked at, and nothing found."""
        return not self.faults and not self.skipped

    def document(self) -> dict[str, Any]:
        """As plain data, for JSON; ``of`` reads it back."""
        return asdict(self)

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Self:
        """Raises ValueError, TypeError or KeyError where the document is of another shape."""
        plain = dict(document)
        if set(plain) != {entry.name for entry in fields(cls)}:
            raise ValueError("a proof of another version")
        matrix = plain["matrix"]
        plain["faults"] = tuple(Fault(**fault) for fault in plain["faults"])
        plain["survivors"] = tuple(Survivor(**survivor) for survivor in plain["survivors"])
        plain["remarks"] = tuple(plain["remarks"])
        plain["matrix"] = KillMatrix(
            tuple(matrix["tests"]),
            tuple(matrix["mistakes"]),
            tuple(tuple(row) for row in matrix["cells"]),
            tuple(matrix["mutants"]),
        )
        return cls(**plain)


def killed_enough(killed: int, mutants: int) -> bool:
    """At least 95 % killed; a small program may keep two survivors (each of them excused anyway)."""
    return mutants - killed <= SURVIVORS_ALWAYS or killed >= KILL_RATE_LEAST * mutants


_SUMS = (
    "alternatives_accepted", "alternatives", "wrong", "wrong_rejected", "wrong_named", "trivial", "trivial_rejected",
    "mutants", "mutants_killed", "duplicates", "not_compiling", "tests", "examples", "examples_right",
    "demonstrations", "demonstrations_right", "estimates", "estimates_plausible",
)  # fmt: skip


def summary(proofs: Iterable[Proof]) -> dict[str, Any]:
    """The document of ``bank prove --json``: ``questions`` counts coding questions that were proved here."""
    every = list(proofs)
    coding = [proof for proof in every if proof.kind == "coding" and not proof.skipped]
    document: dict[str, Any] = {
        "questions": len(coding),
        "references_accepted": sum(proof.reference_accepted for proof in coding),
        "starters_rejected": sum(proof.starter_rejected for proof in coding),
    }
    document |= {name: sum(getattr(proof, name) for proof in every) for name in _SUMS}
    document["survivors"] = [
        {"question": proof.question, **asdict(survivor), "excused": survivor.excused or None}
        for proof in every
        for survivor in proof.survivors
    ]
    document["faults"] = [{"question": p.question, **asdict(fault)} for p in every for fault in p.faults]
    document["remarks"] = [{"question": p.question, "message": remark} for p in every for remark in p.remarks]
    document["skipped"] = [{"question": p.question, "why": p.skipped} for p in every if p.skipped]
    return document
