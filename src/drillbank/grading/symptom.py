"""Which named mistake is it, where a contract leaves outputs open?  The one of which the tests say the same.

Two programs with one bug draw other numbers, train other weights, stumble over it in another call.  So the failing
tests are put to each mistake, and what they complain of is compared:

    strong   the mistake returns what the answer returned, or the test compares the same two values
    weak     the test states a figure of its own (an accuracy, a spread), and both figures are near
    faint    the same complaint about other values
    none     another complaint, or no complaint at all: it is not this mistake
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from drillbank.grading import diagnose, programs, proxy

BUDGET_S = 5.0  # of CPU time for the whole search
NEAR = 0.2  # figures of two runs that differ by chance
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|\bnan\b|\binf\b")


@dataclass(frozen=True, slots=True)
class Tried:
    """A test as the answer went through it; ``again`` puts it to a program of the question's own."""

    talk: proxy.Conversation
    result: dict[str, Any]
    again: Callable[[str], dict[str, Any]]


def matching(
    question: dict[str, Any],
    failures: Sequence[Tried],
    passes: Sequence[Tried],
    opener: programs.Opener,
    cpu_s: Callable[[], float],
) -> list[str]:
    """Ids of the mistakes that behave as the answer did, else of those of which the failing tests say the same.

    Among the latter those with most strong tests go first.  Without a strong one a single mistake has to be left,
    and it has to pass whatever the answer passes.  None of them where time runs out.
    """
    failed, passed = [tried.talk for tried in failures], [tried.talk for tried in passes]
    found = diagnose.matching(question, failed, passed, opener)
    if found:
        return found
    until = cpu_s() + BUDGET_S
    search = _Search(opener, question["solution"], [tried for tried in failures if tried.talk.complete])
    strong: dict[str, int] = {}
    weak: list[dict[str, Any]] = []
    for wrong in question["wrong"]:
        if cpu_s() > until:
            return []  # the one that was not looked at may be the right one
        counted = search.evidence(wrong["code"])
        if counted is None:
            continue
        if counted[0]:
            strong[wrong["id"]] = counted[0]
        elif counted[1] == len(search.failures):
            weak.append(wrong)
    if strong:
        most = max(strong.values())
        return [name for name, count in strong.items() if count == most]
    found = [wrong["id"] for wrong in weak if all(_accepted(tried, wrong["code"]) for tried in passes)]
    return found if len(found) == 1 else []


class _Search:
    def __init__(self, opener: programs.Opener, solution: str, failures: Sequence[Tried]) -> None:
        self.opener = opener
        # A crash says little about what the answer believes: it may come of any mistake.
        self.failures = [tried for tried in failures if tried.result["verdict"] == "wrong_answer"]
        self.open = [not self._same(tried, solution) for tried in self.failures]

    def evidence(self, code: str) -> tuple[int, int] | None:
        """(strong, weak) among the failing tests, two thirds of them together; None where it is not this one."""
        strong = weak = faint = 0
        for tried, differs in zip(self.failures, self.open, strict=True):
            word = "strong" if differs and self._same(tried, code) else self._said(tried, code)
            strong, weak, faint = strong + (word == "strong"), weak + (word == "weak"), faint + (word == "faint")
            if word == "none" or 3 * faint > len(self.failures):
                return None
        return (strong, weak) if self.failures else None

    def _said(self, tried: Tried, code: str) -> str:
        try:
            return of(tried.result, tried.again(code))
        except Exception:
            return "none"  # a mistake that cannot even be run here explains nothing

    def _same(self, tried: Tried, code: str) -> bool:
        """The same values in the same calls, whatever holds them."""
        return bool(tried.talk.record) and diagnose.same(self.opener, code, tried.talk, kinds=False)


def _accepted(tried: Tried, code: str) -> bool:
    try:
        return bool(tried.again(code)["verdict"] == "accepted")
    except Exception:
        return False


def of(answer: dict[str, Any], mistake: dict[str, Any]) -> str:
    """strong, weak, faint or none: how much two results of one test have in common."""
    if mistake["verdict"] != answer["verdict"]:
        return "none"
    said, says = str(answer["message"]), str(mistake["message"])
    if _NUMBER.sub("#", said) != _NUMBER.sub("#", says):
        return "none"
    compared = [(answer.get(key) or "", mistake.get(key) or "") for key in ("expected", "got")]
    if any(a or b for a, b in compared):
        return "strong" if said == says and all(a == b != "" for a, b in compared) else "faint"
    figures = list(zip(_NUMBER.findall(said), _NUMBER.findall(says), strict=True))
    return "weak" if figures and all(_near(float(a), float(b)) for a, b in figures) else "faint"


def _near(a: float, b: float) -> bool:
    return a == b or (a != a and b != b) or abs(a - b) <= NEAR * max(abs(a), abs(b)) < float("inf")
