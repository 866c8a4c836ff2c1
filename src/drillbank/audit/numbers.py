"""The numbers a text names, as values: 4,096 and 4096, 200 万 and 2 million, 95% and 95 per cent are the same."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_OTHER_WORDS = {
    "half": "0.5", "halve": "0.5", "halves": "0.5", "halved": "0.5", "halving": "0.5", "quarter": "0.25",
    "quarters": "0.25", "third": "3", "thirds": "3", "double": "2", "doubles": "2", "doubled": "2", "doubling": "2",
    "twice": "2", "both": "2", "pair": "2", "pairs": "2", "once": "1", "first": "1", "second": "2", "single": "1",
    "each": "1", "a": "1", "an": "1", "per": "1", "every": "1", "yearly": "1", "weekly": "1", "daily": "1",
    "monthly": "1", "triple": "3", "tenfold": "10", "hundred": "100", "thousand": "1000", "million": "1000000",
    "dozen": "12", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8", "ninth": "9",
    "tenth": "10", "fourfold": "4", "threefold": "3", "twofold": "2",
}  # fmt: skip
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10_000, "亿": 100_000_000}

_NUMBER = re.compile(
    r"(?<![A-Za-z0-9_.])(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.?\d+)(?P<exponent>[eE][-+]?\d{1,3})?"
    r"(?P<suffix>\s?(?:thousand|million|billion|trillion)\b|\s?[万亿千百]|[kKMBT](?![A-Za-z0-9]))?"
    r"(?P<percent>\s?(?:%|％|per\s?cent\b))?"
)
_SUFFIXES = {
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "k": 3, "K": 3, "M": 6, "B": 9, "T": 12,
    "万": 4, "亿": 8, "千": 3, "百": 2,
}  # fmt: skip
_HAN_NUMBER = re.compile("[" + "".join(_DIGITS) + "".join(_UNITS) + "".join(_SCALES) + "半]+")
_WORD = re.compile(r"[A-Za-z]+")


def figures(text: str) -> set[str]:
    """The values of all numbers written in digits; a percentage keeps its sign, so 95% is not 95."""
    found = set()
    for match in _NUMBER.finditer(text):
        value = Decimal(match["value"].replace(",", "") + (match["exponent"] or ""))
        suffix = (match["suffix"] or "").strip()
        if suffix:
            value *= Decimal(10) ** _SUFFIXES[suffix]
        found.add(_plain(value) + ("%" if match["percent"] else ""))
    return found


def spelled(text: str) -> set[str]:
    """The values that words of either language may stand for; generous, because it only excuses."""
    found: set[str] = set()
    words = [word.lower() for word in _WORD.findall(text)]
    for index, word in enumerate(words):
        if word in _SMALL:
            found.add(str(_SMALL.index(word)))
        elif word in _TENS:
            found.add(str(_TENS[word]))
            if index + 1 < len(words) and words[index + 1] in _SMALL[1:10]:
                found.add(str(_TENS[word] + _SMALL.index(words[index + 1])))
        elif word in _OTHER_WORDS:
            found.add(_OTHER_WORDS[word])
        if word in _MONTHS:
            found.add(str(_MONTHS.index(word) + 1))
    for match in _HAN_NUMBER.finditer(text):
        if (value := _han_value(match[0])) is not None:
            found.add(_plain(value))
        found.update(_plain(Decimal(_DIGITS[c])) for c in match[0] if c in _DIGITS)
    if "成" in text:  # 九成 is 90 %
        found.update(f"{10 * _DIGITS[m[1]]}" for m in re.finditer(f"([{''.join(_DIGITS)}])成", text))
    found |= {f"{value}%" for value in found}
    if any(word in text for word in ("翻倍", "加倍", "双", "对")):
        found.add("2")
    if any(word in text for word in ("每", "单", "首", "某")):
        found.add("1")
    return found


def _han_value(word: str) -> Decimal | None:
    """三十二 -> 32, 一百二 is read literally, 两千 -> 2000, 半 -> 0.5."""
    if word == "半" or word == "一半":
        return Decimal("0.5")
    total = section = digit = 0
    for character in word:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _UNITS:
            section += (digit or 1) * _UNITS[character]
            digit = 0
        elif character in _SCALES:
            total = (total + section + digit or 1) * _SCALES[character]
            section = digit = 0
        else:
            return None
    return Decimal(total + section + digit)


def _plain(value: Decimal) -> str:
    try:
        text = format(value.normalize(), "f")
    except InvalidOperation:
        return str(value)
    return text
