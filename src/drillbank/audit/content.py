"""What the rules look at, what they say, and how a rule is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from drillbank.bank import Bank, parsing
from drillbank.bank.parsing import Parsed
from drillbank.bank.shelf import Shelf
from drillbank.errors import BankError
from drillbank.model import Question

Severity: TypeAlias = Literal["error", "warning"]


class Finding(NamedTuple):
    """One thing that `bank check` has to say."""

    path: str
    line: int | None
    field: str
    message: str
    rule: str
    severity: Severity
    question: str = ""  # "" where a file beside the questions is meant

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        grave = "" if self.severity == "error" else "warning: "
        return f"{place}: {grave}{self.field + ': ' if self.field else ''}{self.message} [{self.rule}]"


class Fault(NamedTuple):
    """What a rule says about one question; the field tells where, the line is looked up."""

    field: str
    message: str
    severity: Severity = "error"


@dataclass
class Content:
    """Everything under check.

    ``questions`` are those that may be reported, ``bank`` holds all that could be loaded, ``ids`` also the ids of
    files that are broken: pointing at them is no fault of its own.
    """

    bank: Bank
    shelves: Sequence[Shelf]
    questions: Sequence[Question]
    ids: frozenset[str]
    today: date
    release: bool = False
    parsed: dict[str, Parsed] = field(default_factory=dict)

    def line(self, question: Question, where: str) -> int | None:
        """The line of a field in a question's file; read only where there is something to say about it."""
        if question.path not in self.parsed:
            try:
                self.parsed[question.path] = parsing.question_file(Path(question.path), question.kind, question.path)
            except BankError:  # edited into a broken one this moment
                return None
        return self.parsed[question.path].line(where)

    @cached_property
    def topics(self) -> frozenset[str]:
        return frozenset(topic for area in self.bank.topics.values() for topic in area.topics)


Rule: TypeAlias = Callable[[Content], Iterator[Finding]]
QuestionRule: TypeAlias = Callable[[Question, Content], Iterator[Fault]]


def name_of(rule: Callable[..., object]) -> str:
    """``numbers_agree`` -> ``numbers-agree``, the name that a finding carries."""
    return rule.__name__.replace("_", "-")


def each_question(rule: QuestionRule) -> Rule:
    """Make a rule about the whole content out of one about a single question."""

    def over_all(content: Content) -> Iterator[Finding]:
        for question in content.questions:
            for fault in rule(question, content):
                line = content.line(question, fault.field)
                yield Finding(question.path, line, fault.field, fault.message, name, fault.severity, question.id)

    name = name_of(rule)
    over_all.__name__ = rule.__name__
    over_all.__doc__ = rule.__doc__
    return over_all
