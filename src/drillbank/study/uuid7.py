"""Identifiers that sort by time: RFC 9562, version 7 (Python has them from 3.14 only)."""

from __future__ import annotations

RANDOM_BITS = 74


def make(at_ms: int, random_bits: int) -> str:
    """The uuid7 of an instant (UTC milliseconds) and 74 random bits."""
    high, low = random_bits >> 62, random_bits & ((1 << 62) - 1)
    value = (at_ms & ((1 << 48) - 1)) << 80 | 0x7 << 76 | (high & 0xFFF) << 64 | 0b10 << 62 | low
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def after(at_ms: int, random_bits: int, last: str | None) -> str:
    """Like ``make``, but greater than ``last`` where that is of the same millisecond."""
    fresh = make(at_ms, random_bits)
    if last is None or last[:13] != fresh[:13] or fresh > last:
        return fresh
    number = int(last.replace("-", ""), 16)
    high, low = number >> 64 & 0xFFF, number & ((1 << 62) - 1)
    return make(at_ms, (high << 62 | low) + 1)
