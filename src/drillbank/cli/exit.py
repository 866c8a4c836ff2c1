"""Exit codes: one enum, one mapping."""

from __future__ import annotations

from enum import IntEnum

from drillbank.errors import DrillbankError, JudgeUnavailable


class Exit(IntEnum):
    OK = 0
    NOT_ACCEPTED = 1  # `run`: not accepted; `check`, `prove`, `coverage --seed`: faults found; `undo`: nothing to undo
    USAGE = 2
    NO_JUDGE = 3
    INTERRUPTED = 130


def code_of(error: DrillbankError) -> Exit:
    """The exit code of an error that reached the command line."""
    return Exit.NO_JUDGE if isinstance(error, JudgeUnavailable) else Exit.USAGE
