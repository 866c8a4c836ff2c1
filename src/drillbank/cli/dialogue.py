"""Questions to the learner: one key, one line, many lines.  On a terminal single keys, elsewhere plain lines.

Dialogue            what the screens use
├── keys            stdin and stdout are a terminal and nothing asks for plain text: single keys
└── lines           --plain, ACCESSIBLE, a pipe: each answer is a line that ends with Enter
"""

from __future__ import annotations

import os
import select
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import NamedTuple

from drillbank.cli.context import Context
from drillbank.cli.keyboard import Keyboard
from drillbank.cli.page import Page
from drillbank.cli.width import Span

LONGEST_LINE_BYTES = 4096  # what the terminal's own line mode holds


class Leave(Exception):
    """She ended the session (q, Ctrl-D, or the end of piped input): everything recorded stays."""


class Choice(NamedTuple):
    """One key and what it does."""

    key: str
    name: str


class Dialogue:
    """Asks on the page and reads the answers."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.page = Page(ctx.out)
        self.terminal = sys.stdin.isatty()
        # Single keys need termios; elsewhere lines do.
        self.single_keys = ctx.interactive and not ctx.out.plain and os.name == "posix"
        self.heard = False  # whether any input came at all
        self._keyboard = Keyboard(sys.stdin.fileno()) if self.single_keys else None
        self._editing: bool | None = None
        reconfigure = getattr(sys.stdin, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")  # a stray byte in a paste is no reason to stop

    def choose(self, label: str, choices: Sequence[Choice], *, marked: str = "") -> str:
        """The key of one of ``choices``; ``marked`` gets the arrow.  Raises Leave on Ctrl-D."""
        with self.listening():
            self.offer(label, choices, marked)
            return self.pick(choices)

    def listening(self) -> AbstractContextManager[None]:
        """From before a question is shown until its key is read."""
        return nullcontext() if self._keyboard is None else self._keyboard.listening()

    def offer(self, label: str, choices: Sequence[Choice], marked: str = "") -> None:
        """Show the choices; they wrap between two of them, never inside one."""
        words = [label] if label else []
        for choice in choices:
            word = f"{self.key_name(choice.key)} {choice.name}"
            if choice.key == marked:
                proposed = self.ctx.say("（建议）", " (proposed)")
                word = f"{self.page.signs.here} {word}" if self.single_keys else word + proposed
            words.append(word)
        self.page.flow(words)

    def pick(self, choices: Sequence[Choice], *, timeout: float | None = None) -> str:
        """Read one of ``choices`` that were offered before; "" where ``timeout`` seconds pass without one."""
        allowed = {choice.key for choice in choices}
        while True:
            key = self._read(timeout)
            if key is None:
                return ""
            if key in allowed:
                if self.single_keys:
                    self.page.put([(Span(f"> {self.key_name(key)}", "dim"),)])
                return key
            if not self.single_keys:
                keys = " ".join(self.key_name(choice.key) for choice in choices)
                self.page.line(self.ctx.say(f"请输入其中一个：{keys}", f"Please type one of: {keys}"))

    def key_name(self, key: str) -> str:
        """How a key is called on the screen."""
        if key == "space":
            return self.ctx.say("空格", "space")
        return "Enter" if key == "enter" else key

    def key(self, timeout: float | None = None) -> str | None:
        """Any one key (single-key mode only).  Raises Leave on Ctrl-D."""
        return self._read(timeout)

    @contextmanager
    def busy(self, what: str) -> Iterator[None]:
        """Say what takes a moment; what is typed meanwhile is ignored."""
        with nullcontext() if self._keyboard is None else self._keyboard.silent():
            self.page.line(Span(what, "dim"))
            yield

    def discard(self) -> None:
        """Drop what was typed ahead."""
        if self._keyboard is not None:
            self._keyboard.discard()

    def _read(self, timeout: float | None) -> str | None:
        if self._keyboard is None:
            if timeout is not None and not self._line_ready(timeout):
                return None
            text = unicodedata.normalize("NFKC", self.line("> " if timeout is None else "")).strip().lower()
            return text or "enter"
        try:
            key = self._keyboard.read(timeout)
        except EOFError:
            raise Leave from None
        if key == "ctrl-d":
            raise Leave
        self.heard = self.heard or key is not None
        return key

    def _line_ready(self, timeout: float) -> bool:
        return bool(select.select([sys.stdin], [], [], timeout)[0])

    def line(self, prompt: str) -> str:
        """One line of text.  Raises Leave at the end of input."""
        try:
            text = self._line(prompt)
        except EOFError:
            if self.terminal:
                self.page.blank()
            raise Leave from None
        self.heard = True
        if _CTRL_D in text:
            raise Leave
        return text

    def _line(self, prompt: str) -> str:
        self.page.out.stdout.flush()
        if self.terminal and (os.name != "posix" or self._edits_lines()):
            return input(prompt)
        if self.terminal:
            return self._unedited_line(prompt)
        text = sys.stdin.readline()
        if not text:
            raise EOFError
        return text.rstrip("\n")

    def lines(self) -> tuple[str, bool]:
        """The next line of a long answer, and whether it was ended with Ctrl-D (or a line of a single ".")."""
        try:
            text = self._line("> ")
        except EOFError:
            if not self.terminal and not self.heard:
                raise Leave from None
            if self.terminal:
                self.page.blank()
            return "", True
        self.heard = True
        ended = _CTRL_D in text
        text = text.replace(_CTRL_D, "")
        return ("", True) if text.strip() in (".", "。") else (text, ended)

    def _unedited_line(self, prompt: str) -> str:
        """A line in the terminal's own mode; Ctrl-D behind text ends it and stays in it as a character."""
        self.page.out.stdout.write(prompt)
        self.page.out.stdout.flush()
        data = os.read(sys.stdin.fileno(), LONGEST_LINE_BYTES)
        if not data:
            raise EOFError
        text = data.decode("utf-8", "replace")
        return text.rstrip("\n") if text.endswith("\n") else text + _CTRL_D

    def _edits_lines(self) -> bool:
        """Readline, where it can be had: the terminal's own line mode erases half a Chinese character only."""
        if self._editing is None:
            self._editing = sys.stdout.isatty() and self._load_readline()
        return self._editing

    @staticmethod
    def _load_readline() -> bool:
        import locale

        if locale.nl_langinfo(locale.CODESET).upper() not in ("UTF-8", "UTF8"):
            return False  # readline would strip the eighth bit of every Chinese character
        try:
            import readline
        except ImportError:
            return False
        readline.set_auto_history(False)
        if "libedit" not in (readline.__doc__ or ""):
            # Ctrl-D ends an answer also behind typed text: it enters itself and Enter.
            readline.parse_and_bind(r'"\C-d": "\C-v\C-d\C-m"')
        return True


_CTRL_D = "\x04"
