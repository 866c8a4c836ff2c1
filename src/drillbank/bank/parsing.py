"""Files -> validated documents: reading and schema together.  Imported only where a file has to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from drillbank.bank import building, reading, schema
from drillbank.bank.layout import RETIRED, SEED_MAP, id_of
from drillbank.bank.shapes import Notes, nearest
from drillbank.errors import BankError, Problem
from drillbank.model import KINDS, Kind, Question


@dataclass(frozen=True, slots=True)
class Parsed:
    """One question file: strict plain data, and the line of every field (``points[0].claim.en``)."""

    document: dict[str, Any]
    lines: Mapping[str, int]

    def line(self, field: str) -> int | None:
        """The line of a field, or of the nearest field around it; None for the document as a whole."""
        while field:
            if field in self.lines:
                return self.lines[field]
            field = field[: max(field.rfind("."), field.rfind("["), 0)]
        return None


def question_file(path: Path, kind: Kind, shown: str) -> Parsed:
    """Read one question file; raises BankError with all its faults."""
    _, node = reading.read_file(path, shown)
    return _validated(node, kind, shown)


def _validated(node: reading.Node, kind: Kind, shown: str) -> Parsed:
    notes = Notes(shown)
    document = schema.validate(kind, node, notes)
    if notes.problems:
        raise BankError(sorted(notes.problems, key=lambda problem: problem.line or 0))
    return Parsed(document, notes.lines)


def parse(text: str, path: str, bank: str) -> Question:
    """One question from its text.  ``path`` gives the id (its stem) and the kind (the nearest folder that names one).

    Raises BankError with all faults.
    """
    kind = kind_of_path(path)
    if kind is None:
        folders = ", ".join(f"{name}/" for name in KINDS)
        raise BankError([Problem(path, None, "", f"does not tell its kind; put it below one of {folders}")])
    parsed = _validated(reading.read_text(reading.decode(text.encode(errors="surrogatepass"), path), path), kind, path)
    return building.question(kind, parsed.document, id=id_of(PurePath(path).as_posix()), path=path, bank=bank)


def kind_of_path(path: str) -> Kind | None:
    """The kind that the folders of ``path`` name, the innermost one; None where none does."""
    for part in reversed(PurePath(path).parts[:-1]):
        for kind in KINDS:
            if part == kind:
                return kind
    return None


def companion_file(path: Path, shown: str) -> Any:
    """Plain data of one of the files beside the questions; raises BankError with all its faults."""
    if path.name == RETIRED:
        return _retired(path, shown)
    _, node = reading.read_file(path, shown)
    if path.name == SEED_MAP:
        return reading.plain(node)
    notes = Notes(shown)
    found = schema.COMPANIONS[path.name].read(node, "", notes)
    if notes.problems:
        raise BankError(sorted(notes.problems, key=lambda problem: problem.line or 0))
    return found


def _retired(path: Path, shown: str) -> list[str]:
    text = reading.read_bytes(path, shown)
    words = (line.partition("#")[0].strip() for line in reading.decode(text, shown).splitlines())
    return [word for word in words if word]


def unknown_topic(topic: str, known: list[str]) -> str:
    """The sentence for a topic that topics.yaml does not hold."""
    return f'topic "{topic}" does not stand in topics.yaml{nearest(topic, known)}'
