"""Every error that drillbank raises on purpose.

    DrillbankError                 one clear sentence: what, where, what to do         exit 2
    ├── UsageError                 wrong use of a command or an argument               exit 2
    │   └── UnknownQuestion        an id that no loaded bank holds                     exit 2
    ├── BankError                  a bank does not load; carries *every* problem       exit 2
    ├── StoreError                 the review log cannot be opened, read or written    exit 2
    │   ├── StoreTooNew            written by a newer drillbank                        exit 2
    │   └── StoreDamaged           SQLite finds the file malformed                     exit 2
    ├── ExchangeError              an import or export cannot be done                  exit 2
    └── JudgeUnavailable           code cannot be judged safely here                   exit 3

Only ``cli`` catches them and turns them into a sentence and an exit code.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Problem(NamedTuple):
    """One fault in a file that a person wrote: where it stands and what to do about it."""

    path: str
    line: int | None  # 1-based; None where the file as a whole is at fault
    field: str  # dotted path inside the document, "" for the whole
    message: str
    rule: str = "schema"

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.field + ': ' if self.field else ''}{self.message}"


class DrillbankError(Exception):
    """Base of all: its text is one clear sentence for the user."""


class UsageError(DrillbankError):
    """A command or an argument was used wrongly."""


class UnknownQuestion(UsageError):
    """No loaded bank holds this id."""

    def __init__(self, question_id: str, nearest: Sequence[str] = ()) -> None:
        hint = f" Did you mean {' or '.join(nearest)}?" if nearest else " `drillbank list` shows all ids."
        super().__init__(f"There is no question {question_id!r} in the loaded banks.{hint}")
        self.question_id = question_id
        self.nearest = tuple(nearest)


class BankError(DrillbankError):
    """A bank that does not load, with all its problems at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class StoreError(DrillbankError):
    """The database of reviews cannot be opened, read or written."""


class StoreTooNew(StoreError):
    """The database was written by a newer version and is left untouched."""


class StoreDamaged(StoreError):
    """SQLite says the database file is malformed; it is left untouched."""


class ExchangeError(DrillbankError):
    """An import or export that cannot be done."""


class JudgeUnavailable(DrillbankError):
    """Code cannot be judged safely here: the missing piece and its remedy stand in the text."""

    def __init__(self, missing: str, reason: str, remedy: str) -> None:
        super().__init__(f"Code cannot be judged here: {missing}: {reason}. {remedy}")
        self.missing = missing
        self.reason = reason
        self.remedy = remedy
