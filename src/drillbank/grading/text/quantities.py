"""Numbers with their units, as values that can be compared: 0.5 GiB, 512 MiB and 五百一十二 MiB."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple


class Quantity(NamedTuple):
    """``value`` in the base unit of ``unit``: byte, s, %, bit, …; "" for a bare number."""

    value: float
    unit: str


NEAR = 0.06  # relative: rounding in speech ("about half a gig")
_SCALES = {
    "k": 1e3, "千": 1e3, "thousand": 1e3, "万": 1e4, "百万": 1e6, "million": 1e6, "m": 1e6, "b": 1e9, "billion": 1e9,
    "十亿": 1e9, "亿": 1e8, "trillion": 1e12, "t": 1e12, "百": 1e2, "hundred": 1e2,
}  # fmt: skip
_UNITS: dict[str, tuple[str, float]] = {
    "%": ("%", 1.0), "percent": ("%", 1.0), "per cent": ("%", 1.0), "％": ("%", 1.0),
    "kb": ("byte", 1e3), "mb": ("byte", 1e6), "gb": ("byte", 1e9), "tb": ("byte", 1e12),
    "kib": ("byte", 2.0**10), "mib": ("byte", 2.0**20), "gib": ("byte", 2.0**30), "tib": ("byte", 2.0**40),
    "gigabyte": ("byte", 1e9), "gigabytes": ("byte", 1e9), "megabyte": ("byte", 1e6), "megabytes": ("byte", 1e6),
    "gig": ("byte", 1e9), "gigs": ("byte", 1e9), "个 g": ("byte", 1e9), "g": ("byte", 1e9), "兆": ("byte", 1e6),
    "bytes": ("byte", 1.0), "byte": ("byte", 1.0), "字节": ("byte", 1.0),
    "ms": ("s", 1e-3), "毫秒": ("s", 1e-3), "us": ("s", 1e-6), "s": ("s", 1.0), "秒": ("s", 1.0),
    "seconds": ("s", 1.0), "second": ("s", 1.0), "分钟": ("s", 60.0), "minutes": ("s", 60.0), "minute": ("s", 60.0),
    "小时": ("s", 3600.0), "hours": ("s", 3600.0), "hour": ("s", 3600.0),
    "gb/s": ("byte/s", 1e9), "tb/s": ("byte/s", 1e12), "mb/s": ("byte/s", 1e6),
    "bit": ("bit", 1.0), "bits": ("bit", 1.0), "位": ("bit", 1.0), "倍": ("x", 1.0), "times": ("x", 1.0),
    "tokens/s": ("token/s", 1.0), "token/s": ("token/s", 1.0),
}  # fmt: skip
_WORDS = {
    "half a": 0.5, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "sixteen": 16, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100,
}  # fmt: skip
_UNIT = "|".join(sorted((re.escape(name) for name in _UNITS), key=len, reverse=True))
_SCALE = "|".join(sorted((re.escape(name) for name in _SCALES), key=len, reverse=True))
_DIGITS = re.compile(
    r"(?<![a-z0-9_.])(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:e[-+]?\d+)?|\.\d+)"
    rf"(?:\s*(?P<unit>{_UNIT})(?![a-z0-9])|\s*(?P<scale>{_SCALE})(?![a-z0-9])(?:\s*(?P<scaled>{_UNIT})(?![a-z0-9]))?)?"
)
_SPOKEN = re.compile(
    rf"\b(?P<word>{'|'.join(_WORDS)})[\s-]+(?:(?P<scale>hundred|thousand|million|billion)\b)?"
    rf"(?:\s*(?P<unit>{_UNIT})(?![a-z0-9]))?"
)
_HAN_DIGIT = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_HAN_STEP = {"十": 10, "百": 100, "千": 1000}
_HAN = re.compile(rf"(?P<number>[零一二三四五六七八九两十百千]+(?:万|亿)?|半)(?:个)?\s*(?P<unit>{_UNIT}|成)?")


def of(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in order.  Numbers inside names (F1, P95, INT8, top-5) are none."""
    folded = unicodedata.normalize("NFKC", text).lower()
    found: list[tuple[int, Quantity]] = []
    for match in _DIGITS.finditer(folded):
        if (
            match.start()
            and folded[match.start() - 1] == "-"
            and folded[match.start() - 2 : match.start() - 1].isalpha()
        ):
            continue
        value = float(match["value"].replace(",", ""))
        value *= _SCALES.get(match["scale"] or "", 1.0)
        unit, factor = _UNITS.get(match["unit"] or match["scaled"] or "", ("", 1.0))
        found.append((match.start(), Quantity(value * factor, unit)))
    for match in _SPOKEN.finditer(folded):
        if match["scale"] or match["unit"]:  # "one" and "two" alone count nothing
            unit, factor = _UNITS.get(match["unit"] or "", ("", 1.0))
            value = _WORDS[match["word"]] * _SCALES.get(match["scale"] or "", 1.0)
            found.append((match.start(), Quantity(value * factor, unit)))
    for match in _HAN.finditer(folded):
        number = _han(match["number"])
        if match["unit"] is None:
            if match["number"][-1] in "万亿千百" and len(match["number"]) > 1:
                found.append((match.start(), Quantity(number, "")))
            continue
        unit, factor = ("%", 10.0) if match["unit"] == "成" else _UNITS[match["unit"]]
        found.append((match.start(), Quantity(number * factor, unit)))
    return tuple(quantity for _, quantity in sorted(found, key=lambda pair: pair[0]))


def near(one: Quantity, other: Quantity, tolerance: float = NEAR) -> bool:
    """The same quantity, as far as speech is exact: also 0.15 and 15 %, and a bare number beside one with a unit."""
    return any(abs(a - b) <= tolerance * max(abs(a), abs(b)) for a, b in _readings(one, other))


def any_near(one: Quantity, others: Iterable[Quantity], tolerance: float = NEAR) -> bool:
    return any(near(one, other, tolerance) for other in others)


def _readings(one: Quantity, other: Quantity) -> list[tuple[float, float]]:
    if one.unit == other.unit:
        return [(one.value, other.value)]
    if {one.unit, other.unit} == {"%", ""}:
        percent, bare = (one, other) if one.unit == "%" else (other, one)
        return [(percent.value, bare.value), (percent.value / 100, bare.value)]
    if "" in (one.unit, other.unit):
        bare, full = (one, other) if one.unit == "" else (other, one)
        factors = {factor for unit, factor in _UNITS.values() if unit == full.unit}
        return [(bare.value * factor, full.value) for factor in sorted(factors)]
    return []


def _han(word: str) -> float:
    if word == "半":
        return 0.5
    scale = {"万": 1e4, "亿": 1e8}.get(word[-1], 1.0)
    total = digit = 0
    for character in word:
        if character in _HAN_DIGIT:
            digit = _HAN_DIGIT[character]
        elif character in _HAN_STEP:
            total += (digit or 1) * _HAN_STEP[character]
            digit = 0
    return (total + digit) * scale
