"""YAML -> Bank: reading, schema, snapshot, filters, search.

``load`` is all that most callers need.  What reads YAML is imported only when a file has to be read.
"""

from __future__ import annotations

from typing import Any

from drillbank.bank.bank import Bank, load
from drillbank.bank.filters import Filters
from drillbank.model import Question

__all__ = ["Bank", "Filters", "json_schema", "load", "parse"]


def parse(text: str, path: str, bank: str) -> Question:
    """One question from the text of its file; the id is the stem of ``path``, the kind the folder that names one.

    Raises BankError with all faults.
    """
    from drillbank.bank import parsing

    return parsing.parse(text, path, bank)


def json_schema() -> dict[str, Any]:
    """JSON Schema of a question file, generated from the tables that validation reads."""
    from drillbank.bank import schema

    return schema.json_schema()
