"""Text from outside made safe for a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillbank.clean import clean, clip


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("中文 é 😀\n\ttab", "中文 é 😀\n\ttab"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\rb\bc", "a\\x0db\\x08c"),
        ("\x9b31m", "\\x9b31m"),
        ("\u202eevil\u200b", "\\u202eevil\\u200b"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_what_could_move_a_cursor_or_hide_is_made_visible(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(st.text())
def test_nothing_unsafe_stays_and_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    assert not any(ord(c) < 32 and c not in "\n\t" for c in once)
    assert not any(0x7F <= ord(c) < 0xA0 for c in once)
    assert clean(once) == once


def test_clipping_says_that_something_is_missing() -> None:
    assert clip("abc", 10) == "abc"
    assert clip("abcdef", 3) == "abc …"
    assert clip("a\nb\nc", 100, 2) == "a\nb …"
