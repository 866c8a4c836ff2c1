"""The one object that writes: stdout carries data, stderr carries talk."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from rich.console import Console

# Control characters, bidi controls and zero-width characters could move a cursor, retitle a terminal or hide text.
_UNSAFE_CATEGORIES = ("Cc", "Cf", "Cs", "Zl", "Zp")


def clean(text: str) -> str:
    """``text`` made safe for a terminal: control characters and bidi marks become visible escapes.

    Newline and tab stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if _harmless(c) else _visible(c) for c in text)


def _harmless(c: str) -> bool:
    return c in "\n\t" or unicodedata.category(c) not in _UNSAFE_CATEGORIES


def _visible(c: str) -> str:
    code = ord(c)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


class Out:
    """Writes plain lines, JSON documents or Rich renderables.

    ``plain``: no boxes, colour, spinners or cursor movement, whatever stdout is.
    """

    def __init__(
        self, *, plain: bool, colour: bool, stdout: TextIO | None = None, stderr: TextIO | None = None
    ) -> None:
        self.stdout = stdout or sys.stdout
        self.stderr = stderr or sys.stderr
        self.plain = plain
        self.colour = colour and not plain
        self._console: Console | None = None

    def line(self, text: str = "") -> None:
        """One line of data on stdout."""
        self.stdout.write(text + "\n")

    def talk(self, text: str) -> None:
        """One line for the person, on stderr."""
        self.stderr.write(text + "\n")
        self.stderr.flush()

    def json(self, document: Mapping[str, Any] | list[Any]) -> None:
        """One JSON document on stdout, nothing else."""
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=None) + "\n")

    @property
    def console(self) -> Console:
        """A Rich console on stdout, made at first use (importing rich costs about 30 ms)."""
        if self._console is None:
            from rich.console import Console

            self._console = Console(
                file=self.stdout,
                markup=False,
                highlight=False,
                emoji=False,
                no_color=not self.colour,
                color_system="auto" if self.colour else None,
                soft_wrap=False,
                legacy_windows=False,
            )
        return self._console
