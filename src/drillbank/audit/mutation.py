"""The mutants of a solution, as programs and as what an author reads: the lines as they were and as they are now."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Any

from drillbank.audit import mutants as tool
from drillbank.audit.confined import Confined, DidNotRun


@dataclass(frozen=True, slots=True)
class Mutant:
    """One edited copy of a source; ``was`` and ``now`` are the whole lines that the edit touches."""

    line: int
    was: str
    now: str
    operator: str
    code: str


@dataclass(frozen=True, slots=True)
class Mutants:
    """All of them, and how many candidates were dropped."""

    made: tuple[Mutant, ...]
    duplicates: int
    not_compiling: int


def mutate(confined: Confined, source: str) -> Mutants:
    """Parse ``source`` confined and apply the edits here, where nothing is parsed; raises DidNotRun."""
    found = confined.ask(tool, f"_tool['mutants']({source!r})")
    try:
        made = tuple(apply(source, *edit) for edit in found["edits"])
        return Mutants(made, int(found["duplicates"]), int(found["broken"]))
    except (TypeError, KeyError, ValueError, IndexError):
        raise DidNotRun("the list of mutants has another shape") from None


def apply(source: str, start: int, end: int, text: str, operator: str) -> Mutant:
    """The mutant that one edit makes.  Raises ValueError for an edit that lies outside the source."""
    numbers: list[Any] = [start, end]
    if not all(type(number) is int for number in numbers) or not 0 <= start <= end <= len(source):
        raise ValueError("an edit outside the source")
    first = source.rfind("\n", 0, start) + 1
    last = source.find("\n", end)
    last = len(source) if last < 0 else last
    return Mutant(
        line=source.count("\n", 0, start) + 1,
        was=textwrap.dedent(source[first:last]).strip(),
        now=textwrap.dedent(source[first:start] + str(text) + source[end:last]).strip(),
        operator=str(operator),
        code=source[:start] + str(text) + source[end:],
    )


def is_edit(mutant: Mutant, was: str, now: str) -> bool:
    """Whether an author means this mutant by ``was`` and ``now``: its whole lines, or the part that is edited.

    Spaces do not count, since layout does not tell one edit from another.
    """
    old, new = _squeezed(was), _squeezed(now)
    line, edited = _squeezed(mutant.was), _squeezed(mutant.now)
    if not old:
        return False
    at = line.find(old)
    while at >= 0:
        if line[:at] + new + line[at + len(old) :] == edited:
            return True
        at = line.find(old, at + 1)
    return False


def _squeezed(text: str) -> str:
    return "".join(text.split())
