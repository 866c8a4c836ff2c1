from __future__ import annotations

import os
import signal
import termios
from collections.abc import Iterator

import pytest

from drillbank.cli.keyboard import Keyboard


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """(the side that types, the side that the program reads)."""
    typing, reading = os.openpty()
    yield typing, reading
    os.close(typing)
    os.close(reading)


def typed(terminal: tuple[int, int], keys: bytes, count: int = 1) -> list[str | None]:
    typing, reading = terminal
    keyboard = Keyboard(reading)
    # The mode must be right before the keys arrive, as it is when a person presses them.
    with keyboard.listening():
        os.write(typing, keys)
        return [keyboard._key(2.0) for _ in range(count)]


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        (b"3", "3"),
        ("３".encode(), "3"),
        ("ｑ".encode(), "q"),
        (b"Q", "q"),
        (b" ", "space"),
        ("\u3000".encode(), "space"),
        (b"\r", "enter"),
        (b"\n", "enter"),
        (b"\x1b[A", "up"),
        (b"\x1bOB", "down"),
        (b"\x1b", "escape"),
        (b"\x04", "ctrl-d"),
        ("确".encode(), "确"),
    ],
)
def test_keys_have_names(terminal: tuple[int, int], keys: bytes, name: str) -> None:
    assert typed(terminal, keys) == [name]


def test_a_sequence_without_meaning_is_swallowed_whole(terminal: tuple[int, int]) -> None:
    assert typed(terminal, b"\x1b[200~\x1b[1;5C4") == ["4"]


def test_keys_typed_ahead_are_kept_in_order(terminal: tuple[int, int]) -> None:
    assert typed(terminal, "1中2".encode(), 3) == ["1", "中", "2"]


def test_nothing_pressed_gives_none_after_the_timeout(terminal: tuple[int, int]) -> None:
    assert Keyboard(terminal[1]).read(0.01) is None


def test_the_terminals_mode_comes_back_after_each_key(terminal: tuple[int, int]) -> None:
    before = termios.tcgetattr(terminal[1])
    Keyboard(terminal[1]).read(0.01)
    assert termios.tcgetattr(terminal[1]) == before


def testlistening_come_back_after_the_shell_had_the_terminal(terminal: tuple[int, int]) -> None:
    _, reading = terminal
    keyboard = Keyboard(reading)
    shell_mode = termios.tcgetattr(reading)
    before = signal.getsignal(signal.SIGCONT)
    with keyboard.listening():
        termios.tcsetattr(reading, termios.TCSANOW, shell_mode)
        os.kill(os.getpid(), signal.SIGCONT)
        assert not termios.tcgetattr(reading)[3] & termios.ICANON
    assert signal.getsignal(signal.SIGCONT) == before


def test_discard_forgets_what_was_typed_ahead(terminal: tuple[int, int]) -> None:
    typing, reading = terminal
    keyboard = Keyboard(reading)
    with keyboard.listening():
        os.write(typing, b"\x04")
        keyboard.discard()
        assert keyboard._key(0.05) is None
