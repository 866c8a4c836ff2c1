"""Options that may stand before or after the command: taken out of argv before typer sees it."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from drillbank.errors import UsageError

LANG_CHOICES = ("zh", "en", "both")


@dataclass(frozen=True, slots=True)
class GlobalOptions:
    banks: tuple[str, ...] = ()
    home: str | None = None
    lang: str | None = None
    plain: bool = False
    no_shipped_bank: bool = False
    version: bool = False


def split(argv: Sequence[str]) -> tuple[GlobalOptions, list[str]]:
    """Separate the global options from the rest; everything after ``--`` is left alone.

    Raises UsageError for a missing or impossible value.
    """
    banks: list[str] = []
    home: str | None = None
    lang: str | None = None
    plain = no_shipped = version = False
    rest: list[str] = []
    index = 0
    while index < len(argv):
        word = argv[index]
        index += 1
        if word == "--":
            rest.extend(argv[index - 1 :])
            break
        name, equals, value = word.partition("=")
        if name in ("--bank", "--home", "--lang"):
            if not equals:
                if index >= len(argv):
                    raise UsageError(f"{name} needs a value, as in `{name} {'zh' if name == '--lang' else 'DIR'}`.")
                value = argv[index]
                index += 1
            if name == "--bank":
                banks.append(value)
            elif name == "--home":
                home = value
            else:
                lang = _lang(value)
        elif word == "--plain":
            plain = True
        elif word == "--no-shipped-bank":
            no_shipped = True
        elif word == "--version":
            version = True
        else:
            rest.append(word)
    return GlobalOptions(tuple(banks), home, lang, plain, no_shipped, version), rest


def _lang(value: str) -> str:
    if value in LANG_CHOICES:
        return value
    near = difflib.get_close_matches(value, LANG_CHOICES, 1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    raise UsageError(f"--lang takes zh, en or both, not {value!r}.{hint} (--language filters by programming language.)")
