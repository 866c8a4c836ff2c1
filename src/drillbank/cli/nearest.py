"""The nearest known name for a command or an option that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from typer import _click

GLOBAL_OPTIONS = ("--bank", "--no-shipped-bank", "--home", "--lang", "--plain", "--version", "--help")
_CUTOFF = 0.5
_QUOTED = re.compile(r"No such command '(.*)'", re.DOTALL)


def hint(error: _click.exceptions.UsageError) -> str:
    """`` Did you mean …?``, or all there is where nothing is near; "" for an error about something else."""
    command = error.ctx.command if error.ctx is not None else None
    if isinstance(error, _click.exceptions.NoSuchOption):
        options = {name for parameter in (command.params if command else ()) for name in parameter.opts}
        options.update(GLOBAL_OPTIONS)
        return _hint(error.option_name, (name for name in options if name.startswith("-")), "Options")
    wrong = _QUOTED.search(error.message)
    names = getattr(command, "commands", None)
    if wrong is None or not names:
        return ""
    return _hint(wrong[1], names, "Commands")


def _hint(wrong: str, names: Iterable[str], what: str) -> str:
    known = sorted(names)
    near = get_close_matches(wrong, known, 1, _CUTOFF) or [name for name in known if name.startswith(wrong)][:1]
    return f" Did you mean {near[0]}?" if near else f" {what}: {', '.join(known)}."
