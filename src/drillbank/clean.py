"""Text from outside made safe for a terminal."""

from __future__ import annotations

import unicodedata

# Control characters, bidi controls and zero-width characters could move a cursor, retitle a terminal or hide text.
_UNSAFE_CATEGORIES = ("Cc", "Cf", "Cs", "Zl", "Zp")


def clean(text: str) -> str:
    """``text`` with control characters, bidi marks and zero-width characters as visible escapes.

    Newline and tab stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if is_safe(c) else _visible(c) for c in text)


def is_safe(c: str) -> bool:
    """Whether a character only shows itself (newline and tab count as safe)."""
    return c in "\n\t" or unicodedata.category(c) not in _UNSAFE_CATEGORIES


def _visible(c: str) -> str:
    code = ord(c)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


def clip(text: str, characters: int, lines: int | None = None) -> str:
    """At most so many characters and lines; an ellipsis says that something is missing."""
    cut = False
    if lines is not None:
        parts = text.split("\n")
        if len(parts) > lines:
            text, cut = "\n".join(parts[:lines]), True
    if len(text) > characters:
        text, cut = text[:characters], True
    return text + " …" if cut else text
