"""Both languages are there, and each looks like itself.

The convention for Chinese, outside code, formulae and addresses: full-width ，。；：？！（） wherever one of them
touches Han text (a bracket also where it holds Han text), half-width only between Latin words and figures; and one
space between Han and a Latin letter or digit.  Wordings that learners might use (``accept``, ``must``, ``reject``,
``samples``) are typed as learners type and are left alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from drillbank.audit.content import Content, Fault
from drillbank.audit.texts import HAN, HOLE, has_han, prose, taught, texts, wordings
from drillbank.model import Coding, Question, Text

_CJK = HAN[1:-1]
_CLOSE = re.compile(f"([{_CJK}])[ ]?([,;:?!.])(?![0-9A-Za-z./])|([{_CJK}])([,;:?!])")
_OPEN = re.compile(f"([,;:?!])[ ]?([{_CJK}])")
_TIGHT = re.compile(f"[{_CJK}][A-Za-z0-9]|[A-Za-z0-9][{_CJK}]")
_BRACKETS = re.compile(r"\(([^()\n]*)\)")
_WORDLIKE = re.compile(r"[A-Za-z][A-Za-z0-9/&.+-]*(?: [A-Za-z0-9/&.+-]+)*")
_WIDE_LATIN = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff05]")
_CHINESE_MARKS = re.compile("[，。；：？！（）、]")
_QUOTED = re.compile("[\"“「'‘][^\"”」'’]*[\"”」'’]")
_LINK = re.compile(r"\]\([^)\s]*\)")
_FULL = dict(zip(",;:?!.()", "，；：？！。（）", strict=True))
SHOWN = 24


def both_languages(question: Question, content: Content) -> Iterator[Fault]:
    """Every text and every list of wordings stands in zh and en."""
    for field, text in texts(question):
        for lang, value in (("zh", text.zh), ("en", text.en)):
            if not value:
                yield Fault(field, f"{lang} is missing")
    for field, words in wordings(question):
        for lang, values in (("zh", words.zh), ("en", words.en)):
            if not values:
                yield Fault(field, f"{lang} is missing")


def chinese_is_chinese(question: Question, content: Content) -> Iterator[Fault]:
    """A Chinese text holds Han characters, unless it is all code or formula."""
    for field, text in texts(question):
        if text.zh and not has_han(text.zh) and re.search("[A-Za-z]{3}", prose(text.zh).replace(HOLE, "")):
            yield Fault(f"{field}.zh", "holds no Chinese")


def english_is_english(question: Question, content: Content) -> Iterator[Fault]:
    """No Han characters and no Chinese marks in an English text, but in code and between quotation marks."""
    for field, text in texts(question):
        if not text.en:
            continue
        bare = _QUOTED.sub("", prose(text.en))
        if has_han(bare):
            yield Fault(f"{field}.en", "holds Chinese outside code and quotation marks")
        elif (mark := _CHINESE_MARKS.search(bare)) is not None:
            yield Fault(f"{field}.en", f"holds the Chinese mark {mark[0]} near {_around(bare, mark)!r}")


def chinese_punctuation(question: Question, content: Content) -> Iterator[Fault]:
    """Full-width marks beside Han text, as the convention above says."""
    for field, text in _own(question):
        bare = _LINK.sub("]", prose(text))
        if (wide := _WIDE_LATIN.search(bare)) is not None:
            yield Fault(field, f"full-width {wide[0]}: letters, digits and % are half-width, {_around(bare, wide)!r}")
        found = _CLOSE.search(bare) or _OPEN.search(bare)
        if found is not None:
            mark = next(group for group in found.groups() if group in _FULL)
            yield Fault(field, f"{mark} beside Chinese has to be {_FULL[mark]}, in {_around(bare, found)!r}")
        for bracket in _BRACKETS.finditer(bare):
            before = bare[: bracket.start()].rstrip(" ")[-1:]
            inside = bracket[1]
            if has_han(inside) or (has_han(before) and _WORDLIKE.fullmatch(inside) and len(inside) > 1):
                yield Fault(field, f"() around or beside Chinese has to be （）, in {_around(bare, bracket)!r}")
                break


def chinese_spacing(question: Question, content: Content) -> Iterator[Fault]:
    """A space between Han and a Latin letter or digit."""
    for field, text in _own(question):
        bare = prose(text)
        if (tight := _TIGHT.search(bare)) is not None:
            yield Fault(field, f"needs a space between Chinese and Latin or digits, in {_around(bare, tight)!r}")


def characters_visible(question: Question, content: Content) -> Iterator[Fault]:
    """No control, zero-width or direction characters, which hide or reorder text."""
    for field, text in texts(question):
        for lang, value in (("zh", text.zh), ("en", text.en)):
            odd = next((c for c in value or "" if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs")), None)
            if odd is not None:
                yield Fault(f"{field}.{lang}", f"holds the invisible character U+{ord(odd):04X}")


def says_there(question: Question, content: Content) -> Iterator[Fault]:
    """Every test and every named mistake of a coding question says what it is about."""
    if not isinstance(question, Coding):
        return
    for index, test in enumerate(question.tests):
        if not test.says:
            yield Fault(f"tests[{index}]", f'test "{test.name}" does not say what it protects (says:)')
    for index, wrong in enumerate(question.wrong):
        if not wrong.says:
            yield Fault(f"wrong[{index}]", f'mistake "{wrong.id}" does not say what is wrong (says:)')


def _own(question: Question) -> Iterator[tuple[str, str]]:
    """Chinese texts in our own voice."""
    pairs: Iterator[tuple[str, Text]] = taught(question)
    for field, text in pairs:
        if text.zh:
            yield f"{field}.zh", text.zh


def _around(text: str, match: re.Match[str]) -> str:
    start, end = max(0, match.start() - SHOWN // 2), min(len(text), match.end() + SHOWN // 2)
    return text[start:end].replace("\n", " ").replace(HOLE, "…")
