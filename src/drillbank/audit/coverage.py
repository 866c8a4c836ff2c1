"""What a bank covers: area by kind and language, with the gaps, and what of it is proved."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from drillbank.audit import record
from drillbank.bank import Bank
from drillbank.model import LANGS, Coding, Question, Text

WANTED = ("theory", "coding")  # a business question belongs to few areas


@dataclass(frozen=True, slots=True)
class Row:
    """One area.  ``code`` counts coding questions by programming language, ``texts`` questions by human language."""

    area: str
    title: Text
    theory: int
    business: int
    code: dict[str, int]
    texts: dict[str, int]
    leaves: int
    empty_leaves: tuple[str, ...]

    @property
    def coding(self) -> int:
        return sum(self.code.values())

    @property
    def questions(self) -> int:
        return self.theory + self.business + self.coding

    @property
    def gaps(self) -> tuple[str, ...]:
        """Kinds that every area should have and this one lacks."""
        return tuple(kind for kind in WANTED if not getattr(self, kind))


@dataclass(frozen=True, slots=True)
class Coverage:
    """All areas in the order of topics.yaml, and the record of proofs."""

    rows: tuple[Row, ...]
    languages: tuple[str, ...]  # programming languages that occur
    proved: dict[str, record.Entry]
    unproved: tuple[str, ...]  # coding questions without a proof of their present text

    def total(self, name: str) -> int:
        """Sum of a number over the areas."""
        return sum(int(getattr(row, name)) for row in self.rows)

    def proofs(self, name: str) -> int:
        """Sum of a number over the proofs."""
        return sum(int(getattr(entry, name)) for entry in self.proved.values())


def coverage(bank: Bank) -> Coverage:
    """Look at every question.  Raises BankError where a file was edited into a broken one."""
    questions = list(bank)
    known = [area for area in bank.topics if area]
    areas = [*known, *sorted({question.area for question in questions} - set(known))]
    rows = tuple(_row(bank, area, [question for question in questions if question.area == area]) for area in areas)
    coding = [question for question in questions if isinstance(question, Coding)]
    entries: dict[str, record.Entry] = {}
    for _, base in bank.roots:
        entries |= record.read(base)
    unproved = record.stale(entries, [(question.id, bank.path(question.id)) for question in coding])
    proved = {question.id: entries[question.id] for question in coding if question.id not in unproved}
    languages = tuple(sorted({question.language for question in coding} | {"python"}))
    return Coverage(rows, languages, proved, tuple(unproved))


def _row(bank: Bank, area: str, questions: list[Question]) -> Row:
    topics = bank.topics[area].topics if area in bank.topics else ()
    used = {question.topic for question in questions}
    return Row(
        area=area,
        title=bank.topics[area].title if area in bank.topics else Text(en=area),
        theory=sum(question.kind == "theory" for question in questions),
        business=sum(question.kind == "business" for question in questions),
        code=dict(Counter(question.language for question in questions if isinstance(question, Coding))),
        texts={lang: sum(_speaks(question, lang) for question in questions) for lang in LANGS},
        leaves=len(topics),
        empty_leaves=tuple(topic for topic in topics if topic not in used),
    )


def _speaks(question: Question, lang: str) -> bool:
    return all(getattr(text, lang) for text in (question.title, question.prompt, question.answer))


def document(found: Coverage) -> dict[str, Any]:
    """The document of ``bank coverage --json``."""
    return {
        "questions": found.total("questions"),
        "areas": [
            {
                "area": row.area,
                "title": {"zh": row.title.zh, "en": row.title.en},
                "theory": row.theory,
                "business": row.business,
                "coding": row.code,
                "texts": row.texts,
                "leaves": row.leaves,
                "empty_leaves": list(row.empty_leaves),
            }
            for row in found.rows
        ],
        "gaps": [{"area": row.area, "kind": kind} for row in found.rows for kind in row.gaps],
        "proved": len(found.proved),
        "unproved": list(found.unproved),
        "tests": found.proofs("tests"),
        "mistakes": found.proofs("mistakes"),
        "mutants": found.proofs("mutants"),
        "mutants_killed": found.proofs("killed"),
    }
