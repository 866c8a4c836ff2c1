"""Which commands there are.  To add one: write its module, add its line here.

A command is a function that takes ``ctx: typer.Context`` first (``ctx.obj`` is the Context) and returns nothing,
or leaves with ``raise typer.Exit(code)``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from drillbank.cli import listing

COMMANDS: dict[str, Callable[..., Any]] = {
    "list": listing.list_questions,
    "search": listing.search,
    "show": listing.show,
}
BANK_COMMANDS: dict[str, Callable[..., Any]] = {}
