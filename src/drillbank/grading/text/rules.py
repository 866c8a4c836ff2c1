"""What a score cannot see.  Each rule names a reason to look twice; none of them ever marks a point.

Of the whole answer: an instruction to the grader, an echo of the question, a bare list of terms, a language that no
wording of the question is in.  Of one place: too short, its words are the question's own, part of a list, a number that
disagrees, a denial that the wording does not hold, a word that has to appear, next to nothing in common with the point.
"""

from __future__ import annotations

import re
from enum import StrEnum

from drillbank.grading.text import instructions, model, term_lists, terms
from drillbank.grading.text.features import Evidence, Place, Reading
from drillbank.model import KeyPoint


class Rule(StrEnum):
    INSTRUCTION = "instruction"
    ECHO = "echo"
    LIST = "list"
    LANGUAGE = "language"
    SHORT = "short"
    NUMBER = "number"
    DENIAL = "denial"
    MUST = "must"
    REFUSED = "refused"
    FAINT = "faint"


ECHO_NOVEL = 0.42  # an answer with a smaller share of its own words repeats the question
ECHO_PLACE_NOVEL = 0.34  # the same for the place that would carry a point
SHORTEST_TERMS = 2  # English words, or one and a half times as many pairs of Chinese characters
OPPOSED = 0.55  # share of the common words under another sign
# Likeness below which a place carries nothing, whatever the rest of the answer is like: by words and by vectors.
LEAST_WORDS, LEAST_MEANT = 0.08, 0.5


_LISTED = 0.6  # share of an answer that is in lists of terms
_WORTH = {"w": 1.0, "b": 0.67, "n": 1.0}
_ASKED = r"(answer|reply|respond|explain|write)\b.{{0,20}}\bin {}\b|用({})(回答|作答|解释|说明)"
_ASKS_LANGUAGE = (
    ("en", re.compile(_ASKED.format("english", "英文|英语"), re.IGNORECASE)),
    ("zh", re.compile(_ASKED.format("chinese", "中文|汉语"), re.IGNORECASE)),
)
_OTHER_SCRIPTS = re.compile("[\u3040-\u30ff\uac00-\ud7af\u0400-\u04ff\u0600-\u06ff\u0e00-\u0e7f]")


def of_answer(reading: Reading) -> list[Rule]:
    """The rules that hold for every point of an answer."""
    found = []
    answer, sheet = reading.answer, reading.sheet
    if instructions.instructs(answer):
        found.append(Rule.INSTRUCTION)
    lists = term_lists.regions(answer)
    if term_lists.is_list(answer) or sum(end - start for start, end in lists) >= _LISTED * len(answer.strip()):
        found.append(Rule.LIST)
    if reading.whole is not None and novelty(reading.whole, reading) < ECHO_NOVEL:
        found.append(Rule.ECHO)
    if _foreign(answer, sheet.langs, sheet.asked):
        found.append(Rule.LANGUAGE)
    return found


def novelty(place: Place, reading: Reading) -> float:
    """The share of a place's matter that the question's own text does not hold, by weight."""
    new = total = 0.0
    rarity = model.shipped().rarity
    for term in place.signs:
        if term[0] in "pu":
            continue
        value = rarity(term)
        total += value
        new += value if term not in reading.sheet.prompt else 0.0
    return new / total if total else 0.0


def _foreign(answer: str, langs: frozenset[str], asked: str) -> bool:
    if len(_OTHER_SCRIPTS.findall(answer)) > len(answer) / 8:
        return True
    lang = "zh" if terms.mostly_han(answer) else "en"
    if lang not in langs:
        return True
    return any(pattern.search(asked) and lang != wanted for wanted, pattern in _ASKS_LANGUAGE)


def of_place(reading: Reading, evidence: Evidence, point: KeyPoint, lists: list[tuple[int, int]]) -> list[Rule]:
    """The rules that hold for the place that would carry a point."""
    found = []
    place, features = evidence.best, evidence.covered
    if point.must.all() and not _said(reading.answer, point.must.all()):
        found.append(Rule.MUST)
    if evidence.refused is not None and evidence.own is None:
        found.append(Rule.REFUSED)
    if place is None:
        return found
    said = sum(_WORTH.get(term[0], 0.0) for term in place.signs)
    if said < SHORTEST_TERMS and features["agrees"] == 0:
        found.append(Rule.SHORT)
    if novelty(place, reading) < ECHO_PLACE_NOVEL:
        found.append(Rule.ECHO)
    if any(start <= place.start and place.end <= end for start, end in lists):
        found.append(Rule.LIST)
    if features["differs"]:
        found.append(Rule.NUMBER)
    if features["root"] < LEAST_WORDS and features.get("meant", 0.0) < LEAST_MEANT:
        found.append(Rule.FAINT)
    if features["opposed"] >= OPPOSED:
        found.append(Rule.DENIAL)
    return found


def _said(answer: str, words: tuple[str, ...]) -> bool:
    text = terms.normalise(answer).replace(",", "")
    return any(terms.normalise(word).replace(",", "").strip() in text for word in words)
