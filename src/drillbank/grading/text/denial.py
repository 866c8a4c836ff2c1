"""Which words stand under a denial: "not", 不, 没有 … and what follows, to the end of the clause.

The sign of a term decides between "cross-validation prevents overfitting" and "it does not prevent overfitting",
which share all their words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drillbank.grading.text.terms import Token

_WORDS = frozenset(
    "not no never without cannot neither nor none nothing hardly can't don't doesn't didn't isn't aren't wasn't "
    "weren't won't wouldn't shouldn't couldn't needn't hasn't haven't mustn't ain't dont doesnt isnt cant".split()
)
_REACH_WORDS = 7
_REACH_HAN = 9
_ENDS_WORDS = frozenset("but however although though because so whereas while which".split())
# "not only X" and "no longer than" deny nothing; neither do 不仅, 不断, 不同, 非常 …
_NOT_A_DENIAL_AFTER = frozenset("only merely just simply".split())
_HAN = re.compile(
    "(?P<no>并不是|并不会|并不|并非|并没有|不是|不会|不能|不可能|不可以|不必|不需要|不用|不应该|不该|不要|不再|不得|没有|没法|无法|无需|无须|"
    "毫无|绝不|从不|从来不|不|没|未|非|别|勿|无)"
)
_HAN_LOOKS_LIKE = re.compile(
    "不仅|不只|不但|不光|不单|不断|不同|不过|不等|不平衡|不均衡|不少|不管|不论|无论|不得不|不外乎|不妨|差不多|不一定|不一样|不止|"
    "不稳|非常|非线性|非凸|非结构|非零|非负|非平稳|无监督|无偏|无关|无穷|无限|无损|未来|未知|未必|未见|没想|特别|分别|区别|类别|"
    "个别|级别|识别|判别|辨别|鉴别|差别|别的|别人|别处|对不对|是不是|能不能|会不会|准不准|好不好|变不变|要不要|有没有|靠不靠|"
    "不确定|不可微|不变"
)
_HAN_ONLY = re.compile("(?:并)?不(?:仅仅|只是|仅|只|但|光)(?:是)?")
_HAN_ENDS = re.compile("而是|但|可是|因为|所以|反而|而")


def signs(found: Sequence[Token]) -> list[list[int]]:
    """For each token the sign of each of its characters (one sign for a word): +1 said, -1 denied."""
    result: list[list[int]] = []
    words_left = han_left = 0
    for at, token in enumerate(found):
        if token.kind == "stop":
            words_left = han_left = 0
            result.append([1])
        elif token.kind == "han":
            if words_left:
                han_left = max(han_left, words_left)
                words_left = 0
            flags, han_left = _of_han(token.text, han_left)
            result.append(flags)
            words_left = min(_REACH_WORDS, han_left)  # 不 prevent overfitting: the denial reaches over the language
        else:
            if token.text in _ENDS_WORDS:
                words_left = 0
            result.append([-1 if words_left or han_left else 1])
            words_left = max(0, words_left - 1)
            han_left = max(0, han_left - 1)
            if _denies(found, at):
                words_left = _REACH_WORDS
    return result


def _denies(found: Sequence[Token], at: int) -> bool:
    word = found[at].text
    if word not in _WORDS:
        return False
    following = found[at + 1].text if at + 1 < len(found) else ""
    return following not in _NOT_A_DENIAL_AFTER


def _of_han(run: str, left: int) -> tuple[list[int], int]:
    innocent = {
        place
        for pattern in (_HAN_LOOKS_LIKE, _HAN_ONLY)
        for match in pattern.finditer(run)
        for place in range(*match.span())
    }
    starts = {match.end(): match for match in _HAN.finditer(run) if not innocent.intersection(range(*match.span()))}
    ends = {match.start() for match in _HAN_ENDS.finditer(run)}
    flags = []
    for place in range(len(run)):
        if place in ends:
            left = 0
        if place in starts:
            left = _REACH_HAN
        flags.append(-1 if left else 1)
        left = max(0, left - 1)
    if len(run) in starts:
        left = _REACH_HAN
    return flags, left
