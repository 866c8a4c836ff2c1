"""The one object that writes: stdout carries data, stderr carries talk."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TextIO

from drillbank.clean import clean as clean
from drillbank.clean import is_safe

if TYPE_CHECKING:
    from rich.console import Console


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
        self.stdout.write(json_line(document))

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


def json_line(document: Mapping[str, Any] | list[Any]) -> str:
    """One line of JSON whose control characters, also the 8-bit ones and bidi marks, are written as escapes."""
    text = json.dumps(document, ensure_ascii=False)
    if text.isascii() and text.isprintable():
        return text + "\n"
    return "".join(c if is_safe(c) else json.dumps(c)[1:-1] for c in text) + "\n"
