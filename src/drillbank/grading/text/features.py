"""What is measured of one point in one answer: the best place for it, the best place against it, and how they look."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drillbank.grading.text import lexicon, quantities, spans, terms
from drillbank.grading.text.references import Sheet, weight

_SUPPORT = 3  # wordings whose mean likeness counts beside the best one


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a window and one wording agree, 0 … 1.

    ``cosine`` of their weighted terms; ``share`` of the wording's weight that the window holds; ``opposed`` share of
    the common weight whose signs differ (one says what the other denies).
    """

    cosine: float
    share: float
    opposed: float

    @property
    def plain(self) -> float:
        return 0.5 * (self.cosine + self.share)

    @property
    def signed(self) -> float:
        return self.plain * (1.0 - 1.5 * self.opposed)


_NOTHING = Likeness(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Place:
    """A window of the answer with its likeness to every wording of the question."""

    start: int
    end: int
    signs: Mapping[str, int]
    weight: float
    novel: float  # share of the weight that the question's own text does not hold
    likeness: Mapping[int, Likeness]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The features of one point, and the places they were taken from (None where nothing is alike)."""

    covered: Mapping[str, float]
    contradicted: Mapping[str, float]
    best: Place | None
    worst: Place | None


class Reading:
    """One answer read against one sheet."""

    def __init__(self, sheet: Sheet, answer: str) -> None:
        self.sheet = sheet
        self.answer = answer
        self.clauses = spans.clauses(answer)
        self._signed = [terms.signed(answer[clause.start : clause.end]) for clause in self.clauses]
        self._weights = {term: weight(term, sheet.prompt) for part in self._signed for term in part}
        self.places = [self._place(window) for window in spans.windows(self.clauses)]
        self.whole = self._place(spans.Window(0, len(self.clauses) - 1)) if self.clauses else None
        self.zh = 1.0 if terms.mostly_han(answer) else 0.0

    def evidence(self, point: int) -> Evidence:
        """Everything measured of one point."""
        sheet = self.sheet
        right = [n for n, r in enumerate(sheet.references) if r.point == point and r.kind != "reject"]
        wrong = [n for n, r in enumerate(sheet.references) if r.point == point and r.kind == "reject"]
        best = max(self.places, key=lambda place: (_top(place, right), place.start - place.end), default=None)
        if best is not None and _top(best, right) <= 0:
            best = None
        worst = max(
            self.places, key=lambda place: (_against(place, right, wrong), place.start - place.end), default=None
        )
        if worst is not None and _against(worst, right, wrong) <= 0:
            worst = None
        covered = self._covered(point, right, wrong, best)
        return Evidence(covered, self._contradicted(point, right, wrong, worst, covered), best, worst)

    def _place(self, window: spans.Window) -> Place:
        signs = terms.joined(self._signed[window.first : window.last + 1])
        squares = total = novel = 0.0
        square: dict[int, float] = {}
        share: dict[int, float] = {}
        opposed: dict[int, float] = {}
        for term, sign in signs.items():
            value = self._weights[term]
            squares += value * value
            total += value
            if term not in self.sheet.prompt:
                novel += value
            for number, _, other in self.sheet.postings.get(term, ()):
                square[number] = square.get(number, 0.0) + value * value
                share[number] = share.get(number, 0.0) + value
                if sign * other < 0:
                    opposed[number] = opposed.get(number, 0.0) + value
        norm = math.sqrt(squares) or 1.0
        references = self.sheet.references
        likeness = {
            number: Likeness(
                both / (norm * references[number].norm),
                share[number] / references[number].total,
                opposed.get(number, 0.0) / share[number] if share[number] else 0.0,
            )
            for number, both in square.items()
        }
        return Place(
            self.clauses[window.first].start,
            self.clauses[window.last].end,
            signs,
            total,
            novel / (total or 1.0),
            likeness,
        )

    def _covered(self, point: int, right: Sequence[int], wrong: Sequence[int], best: Place | None) -> dict[str, float]:
        sheet = self.sheet
        if best is None or self.whole is None:
            return dict.fromkeys(COVERED, 0.0) | {"zh": self.zh}
        top = _best(best, right)
        wrong_top = _best(best, wrong)
        likes = sorted((best.likeness.get(n, _NOTHING).cosine for n in right), reverse=True)[:_SUPPORT]
        claims = [n for n in right if sheet.references[n].kind == "claim"]
        others = [n for n, r in enumerate(sheet.references) if r.point != point and r.kind != "reject"]
        vocabulary = sheet.vocabularies[point]
        known = sum(vocabulary.values()) or 1.0
        agrees, differs = self._numbers(point, best)
        return {
            "cosine": top.cosine,
            "share": top.share,
            "root": math.sqrt(max(0.0, top.cosine * top.share)),
            "claim": max((best.likeness.get(n, _NOTHING).share for n in claims), default=0.0),
            "support": sum(likes) / max(1, len(likes)),
            "vocabulary": sum(vocabulary.get(term, 0.0) for term in best.signs) / known,
            "whole": max((self.whole.likeness.get(n, _NOTHING).share for n in right), default=0.0),
            "whole_vocabulary": sum(vocabulary.get(term, 0.0) for term in self.whole.signs) / known,
            "others": _best(best, others).plain,
            "lead": top.plain - _best(best, others).plain,
            "wrong": wrong_top.signed,
            "wrong_lead": max(0.0, wrong_top.signed - top.signed),
            "opposed": top.opposed,
            "antonyms": self._antonyms(best, right),
            "denial": self._denial(best, right),
            "novel": best.novel,
            "agrees": agrees,
            "differs": differs,
            "length": math.log1p(best.weight),
            "zh": self.zh,
        }

    def _contradicted(
        self, point: int, right: Sequence[int], wrong: Sequence[int], worst: Place | None, covered: Mapping[str, float]
    ) -> dict[str, float]:
        if worst is None:
            return dict.fromkeys(CONTRADICTED, 0.0) | {"zh": self.zh}
        bad, good = _best(worst, wrong), _best(worst, right)
        own_wrong, own_right = self._own(point, right, wrong, worst)
        hits = [
            q
            for q in quantities.of(self.answer[worst.start : worst.end])
            if quantities.any_near(q, self.sheet.wrong_numbers[point])
            and not quantities.any_near(q, (*self.sheet.numbers[point], *self.sheet.given))
        ]
        return {
            "bad": bad.plain,
            "bad_signed": bad.signed,
            "bad_share": bad.share * (1.0 - bad.opposed),
            "good": good.plain,
            "good_signed": good.signed,
            "gap": bad.signed - good.signed,
            "flip": good.plain * good.opposed,
            "opposed": good.opposed,
            "antonyms": self._antonyms(worst, right),
            "wrong_antonyms": self._antonyms(worst, wrong) if wrong else 0.0,
            "denial": self._denial(worst, right),
            "denied_likeness": self._denial(worst, right) * good.plain,
            "own_wrong": own_wrong,
            "own_right": own_right,
            "wrong_number": 1.0 if hits else 0.0,
            "differs": self._numbers(point, worst)[1],
            "novel": worst.novel,
            "best": covered["root"],
            "zh": self.zh,
        }

    def _own(self, point: int, right: Sequence[int], wrong: Sequence[int], place: Place) -> tuple[float, float]:
        """Of what only wrong (or only right) wordings of the point say: the share that the place holds, at best."""
        references, vocabulary = self.sheet.references, self.sheet.vocabularies[point]
        mistaken = {term for n in wrong for term in references[n].vector}
        own_wrong = own_right = 0.0
        for n in wrong:
            mine = {t: w for t, w in references[n].vector.items() if t not in vocabulary}
            if mine:
                own_wrong = max(own_wrong, sum(w for t, w in mine.items() if t in place.signs) / sum(mine.values()))
        for n in right:
            mine = {t: w for t, w in references[n].vector.items() if t not in mistaken}
            if mine:
                own_right = max(own_right, sum(w for t, w in mine.items() if t in place.signs) / sum(mine.values()))
        return own_wrong, own_right

    def _numbers(self, point: int, place: Place) -> tuple[float, float]:
        """(share of the place's numbers that the point holds, 1.0 where they disagree); the question's own aside."""
        sheet = self.sheet
        said = [
            q for q in quantities.of(self.answer[place.start : place.end]) if not quantities.any_near(q, sheet.given)
        ]
        if not said or not sheet.numbers[point]:
            return 0.0, 0.0
        agree = [quantities.any_near(q, sheet.numbers[point]) for q in said]
        units = {q.unit for q in sheet.numbers[point]}
        clash = not any(agree) and any(q.unit and q.unit in units for q in said)
        return sum(agree) / len(agree), float(clash)

    def _antonyms(self, place: Place, wordings: Sequence[int]) -> float:
        """How many ideas of the likest wording the place turns into their opposite; at most 2."""
        top = max(wordings, key=lambda n: place.likeness.get(n, _NOTHING).plain, default=None)
        if top is None:
            return 0.0
        book = lexicon.shipped().opposite
        signs = self.sheet.references[top].signs
        known = self.sheet.vocabularies[self.sheet.references[top].point]
        turned = 0
        for term in place.signs:
            if term[0] != "k" or term in known:
                continue
            other = book.get(int(term[2:]))
            turned += other is not None and f"k:{other}" in signs and f"k:{other}" not in place.signs
        return float(min(2, turned))

    def _denial(self, place: Place, wordings: Sequence[int]) -> float:
        """1.0 where one of place and likest wording denies something and the other nothing."""
        top = max(wordings, key=lambda n: place.likeness.get(n, _NOTHING).plain, default=None)
        if top is None:
            return 0.0
        here = any(sign < 0 for sign in place.signs.values())
        there = any(sign < 0 for sign in self.sheet.references[top].signs.values())
        return float(here != there)


def _best(place: Place, wordings: Sequence[int]) -> Likeness:
    return max((place.likeness.get(n, _NOTHING) for n in wordings), key=lambda like: like.plain, default=_NOTHING)


def _top(place: Place, right: Sequence[int]) -> float:
    return max(
        (like.plain * (1.0 - 0.5 * like.opposed) for like in (place.likeness.get(n, _NOTHING) for n in right)),
        default=0.0,
    )


def _against(place: Place, right: Sequence[int], wrong: Sequence[int]) -> float:
    """How much a place speaks against a point: like a typical wrong statement, or like a right one turned round."""
    good, bad = _best(place, right), _best(place, wrong)
    return max(bad.signed, good.plain * good.opposed)


COVERED = (
    "cosine", "share", "root", "claim", "support", "vocabulary", "whole", "whole_vocabulary", "others", "lead", "wrong",
    "wrong_lead", "opposed", "antonyms", "denial", "novel", "agrees", "differs", "length", "zh",
)  # fmt: skip
CONTRADICTED = (
    "bad", "bad_signed", "bad_share", "good", "good_signed", "gap", "flip", "opposed", "antonyms", "wrong_antonyms",
    "denial", "denied_likeness", "own_wrong", "own_right", "wrong_number", "differs", "novel", "best", "zh",
)  # fmt: skip
