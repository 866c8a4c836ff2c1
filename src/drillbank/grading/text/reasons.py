"""Why a proposal was made, in a plain sentence of either language."""

from __future__ import annotations

from collections.abc import Sequence

from drillbank.grading.text.rules import Rule
from drillbank.model import Lang

_VERDICTS = {
    "covered": ("与这一要点的表述相近", "close to a wording of this point"),
    "own": ("与你认可过的说法相同", "a wording that you said counts"),
    "unsure": ("有相近的说法，但不足以断定：请自己核对", "something like it is there, not enough to tell: check it"),
    "not_found": ("没有找到这一要点", "nothing like this point was found"),
    "contradicted": (
        "像是一个常见的错误说法，或与这一要点相反：请核对",
        "like a typical wrong statement, or the opposite of this point: check it",
    ),
}
_RULES = {
    Rule.INSTRUCTION: ("回答里有对阅卷者的指令：请核对", "it holds an instruction to the grader: check it yourself"),
    Rule.ECHO: ("多半在重复题目：请核对", "mostly repeats the question: check it"),
    Rule.LIST: ("只是罗列术语，没有说出关系：请核对", "a bare list of terms that says nothing of them: check it"),
    Rule.LANGUAGE: (
        "这种语言没有可比的表述，或题目要求另一种语言：请自己核对",
        "no wording in this language, or another language was asked for: check it yourself",
    ),
    Rule.SHORT: ("太短，撑不起一个论断：请核对", "too short to carry a claim: check it"),
    Rule.NUMBER: ("数字或单位与要点不符：请核对", "a number or unit disagrees with the point: check it"),
    Rule.FAINT: ("与要点几乎没有共同的词：请核对", "it shares next to no words with the point: check it"),
    Rule.DENIAL: ("肯定与否定和要点不一致：请核对", "denies what the point says, or says what it denies: check it"),
    Rule.REFUSED: ("你以前说过这样的说法不算：请核对", "you said before that this wording does not count: check it"),
    Rule.MUST: ("缺少必须出现的词：请核对", "a word that has to appear is missing: check it"),
}  # fmt: skip


def why(verdict: str, held: Sequence[Rule], lang: Lang, *, own: bool = False) -> str:
    """One sentence; a rule's reason goes before the verdict's where the rule made the difference.

    ``own``: covered because the learner said before that this wording counts.
    """
    if verdict == "unsure" and held:
        zh, en = _RULES[held[0]]
    else:
        zh, en = _VERDICTS["own" if own and verdict == "covered" else verdict]
    return zh if lang == "zh" else en
