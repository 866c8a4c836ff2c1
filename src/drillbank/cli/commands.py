"""Which commands there are.  To add one: write its module, add its line here.

A command is a function that takes ``ctx: typer.Context`` first (``ctx.obj`` is the Context) and returns nothing,
or leaves with ``raise typer.Exit(code)``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

COMMANDS: dict[str, Callable[..., Any]] = {}
BANK_COMMANDS: dict[str, Callable[..., Any]] = {}
