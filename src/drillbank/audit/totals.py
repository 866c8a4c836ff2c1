"""The page of the documentation that says what the bank holds, made from the bank: docs/bank.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from drillbank.audit.coverage import Coverage
from drillbank.bank import Bank

PAGE = "docs/bank.md"
_HEAD = """\
# What the bank holds

Made by `drillbank bank coverage --markdown`; edit the questions, not this page.
"""
_PROVED = """\
## What is proved

`drillbank bank prove` runs each solution on 20 seeds, and rejects the starter, six programs that do nothing, every
named mistake and at least 95 % of all mutants of the solution (copies with one edit); a mutant that survives is excused
in the question's own file, with the reason.
"""


def page(bank: Bank, found: Coverage) -> str:
    """The whole page as Markdown."""
    parts = [_HEAD, _totals(found), "## Areas\n", _areas(found), _PROVED, _proofs(bank, found)]
    if found.unproved:
        parts.append("Not proved as they stand: " + ", ".join(found.unproved) + ".\n")
    return "\n".join(parts)


def _totals(found: Coverage) -> str:
    mutants, killed = found.proofs("mutants"), found.proofs("killed")
    rate = f" ({100 * killed / mutants:.1f} %)" if mutants else ""
    return (
        f"{found.total('questions')} questions: {found.total('theory')} theory, {found.total('business')} business and "
        f"system design, {found.total('coding')} coding. The coding questions hold {found.proofs('tests')} tests, "
        f"{found.proofs('mistakes')} named mistakes and {found.proofs('alternatives')} alternative solutions; "
        f"{killed} of {mutants} mutants{rate} are killed.\n"
    )


def _areas(found: Coverage) -> str:
    head = ["area", "领域", "theory", "business", *(f"coding ({language})" for language in found.languages), "topics"]
    rows = [
        [
            row.title.get("en"),
            row.title.get("zh"),
            str(row.theory),
            str(row.business),
            *(str(row.code.get(language, 0)) for language in found.languages),
            f"{row.leaves - len(row.empty_leaves)} of {row.leaves}",
        ]
        for row in found.rows
    ]
    return _table(head, rows)


def _proofs(bank: Bank, found: Coverage) -> str:
    head = ["question", "tests", "named mistakes", "alternatives", "mutants killed"]
    rows = [
        [
            f"`{id}` {bank.summaries[id].title.get('en')}",
            str(entry.tests),
            str(entry.mistakes),
            str(entry.alternatives),
            f"{entry.killed} of {entry.mutants}",
        ]
        for id, entry in sorted(found.proved.items())
    ]
    return _table(head, rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"
