"""What was proved of a bank, kept beside its questions, so that a reader sees it without proving anything.

<bank>/proofs.json      one line per coding question, by id; ``file`` says for which content it holds
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from drillbank.audit.proof import Proof
from drillbank.audit.proof_cache import fingerprint

NAME = "proofs.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """One proved coding question; of ``mutants``, ``killed`` die and the others are excused."""

    file: str
    tests: int
    mistakes: int
    alternatives: int
    mutants: int
    killed: int

    @classmethod
    def of(cls, proof: Proof, file: Path) -> Entry:
        return cls(fingerprint(file), proof.tests, proof.wrong, proof.alternatives, proof.mutants, proof.mutants_killed)


def read(base: Path) -> dict[str, Entry]:
    """The record of the bank whose kind folders stand in ``base``; empty where there is none that can be read."""
    try:
        document = json.loads((base / NAME).read_text(encoding="utf-8"))
        return {str(id): Entry(**entry) for id, entry in document.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def write(base: Path, entries: Mapping[str, Entry]) -> Path:
    """Raises OSError."""
    lines = [f"{json.dumps(id)}: {json.dumps(asdict(entries[id]))}" for id in sorted(entries)]
    path = base / NAME
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n" if lines else "{}\n", encoding="utf-8")
    return path


def stale(entries: Mapping[str, Entry], files: Iterable[tuple[str, Path]]) -> list[str]:
    """Ids of coding questions that are not proved as they stand."""
    return [id for id, file in files if id not in entries or entries[id].file != fingerprint(file)]
