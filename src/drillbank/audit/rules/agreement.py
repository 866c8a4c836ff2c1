"""What is said in Chinese is said in English: the same numbers, formulae and code in prompt, answer and points."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drillbank.audit.content import Content, Fault
from drillbank.audit.numbers import figures, spelled
from drillbank.audit.texts import code_spans, compared, fences, formulae, has_han, prose
from drillbank.model import Question

_COMMENT = re.compile(r"(?m)\s*(?:#|//).*$")
_NAME = re.compile(r"\w+")
_BLANK = re.compile(r"\s+")
MOST_SHOWN = 4


def numbers_agree(question: Question, content: Content) -> Iterator[Fault]:
    """Numbers in digits on one side stand on the other too, in digits or in words."""
    for field, text in compared(question):
        if not (text.zh and text.en):
            continue
        zh, en = prose(text.zh), prose(text.en)
        in_zh, in_en = figures(zh), figures(en)
        # Code may carry on one side what the prose carries on the other.
        only_zh = in_zh - in_en - spelled(en) - figures(text.en)
        only_en = in_en - in_zh - spelled(zh) - figures(text.zh)
        if only_zh:
            yield Fault(field, f"{_listed(only_zh)} stands in zh but not in en")
        if only_en:
            yield Fault(field, f"{_listed(only_en)} stands in en but not in zh")


def formulae_agree(question: Question, content: Content) -> Iterator[Fault]:
    """The same formulae between dollar signs."""
    for field, text in compared(question):
        if text.zh and text.en:
            yield from _differ(field, "formula", _tight(formulae(text.zh)), _tight(formulae(text.en)))


def code_agrees(question: Question, content: Content) -> Iterator[Fault]:
    """The same code between backticks and in blocks; comments, spans with Chinese and names met again may differ."""
    for field, text in compared(question):
        if not (text.zh and text.en):
            continue
        zh, en = code_spans(text.zh), code_spans(text.en)
        translated = {span for span in zh if has_han(span)}
        missing = _unnamed(zh, en) - _tight(translated)
        extra = _unnamed(en, zh)
        if len(extra) <= len(translated):  # each of them may be the translation of one
            extra = set()
        yield from _differ(field, "code", missing, extra)
        blocks_zh = [_COMMENT.sub("", block) for block in fences(text.zh)]
        blocks_en = [_COMMENT.sub("", block) for block in fences(text.en)]
        if len(blocks_zh) != len(blocks_en):
            yield Fault(field, f"has {len(blocks_zh)} code blocks in zh and {len(blocks_en)} in en")
        for number, (a, b) in enumerate(zip(blocks_zh, blocks_en, strict=False), 1):
            if _BLANK.sub("", a) != _BLANK.sub("", b) and not has_han(a):
                yield Fault(field, f"code block {number} differs between zh and en")


def _unnamed(spans: list[str], others: list[str]) -> set[str]:
    """Spans that the other language has neither alone nor, being a mere name, inside a longer one: `k` in `f(x, k)`."""
    names = {name for other in others for name in _NAME.findall(other)}
    return {span for span in _tight(spans) - _tight(others) if span not in names}


def _differ(field: str, noun: str, zh: set[str], en: set[str]) -> Iterator[Fault]:
    if zh - en:
        yield Fault(field, f"{noun} {_listed(zh - en)} stands in zh but not in en")
    if en - zh:
        yield Fault(field, f"{noun} {_listed(en - zh)} stands in en but not in zh")


def _tight(spans: list[str] | set[str]) -> set[str]:
    return {_BLANK.sub("", span) for span in spans}


def _listed(values: set[str]) -> str:
    shown = sorted(values)[:MOST_SHOWN]
    more = len(values) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
