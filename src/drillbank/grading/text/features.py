"""What is measured of one point in one answer: the best place for it, the best place against it, and how they look."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from drillbank.grading.text import lexicon, quantities, spans, terms
from drillbank.grading.text.references import Group, Sheet, weight

_SAYS_LITTLE = 15.0  # weight of a place at which its likeness counts half; a term weighs about 5
# Below these, likeness is what any two texts of the field have in common.
_FAINT, _FAINT_VOCABULARY = 0.25, 0.12
_SAME = 0.7  # likeness from which on a place repeats a wording of the learner's
_SUPPORT = 3  # wordings whose mean likeness counts beside the best one
# A clause that asks, and one that owns up to not knowing, state nothing.
_ASKS = re.compile(
    r"\b(what|which|how|why|whether|who|where)\b|如何|怎么|怎样|什么|哪些|哪个|哪种|多少|多大|几个|为何|是否|是不是|能不能|要不要|吗$|呢$",
    re.IGNORECASE,
)
_MARKS = re.compile(r"\s*[?？]")
_OWNS_UP = re.compile(
    r"没(细|仔细)?(算|想|查|看)|还没(想|算|查|定)|不(太)?(清楚|确定|知道|懂|了解|熟)|不会算|忘了|记不(清|得|住)|"
    r"说不(上|好|清)|没(把握|经验|做过|印象)|"
    r"\b(not sure|no idea|(don't|do not|didn't|wouldn't) (know|remember|recall)|(can't|cannot) (say|remember|recall)|"
    r"haven't (thought|worked|checked|looked)|never (did|learned|learnt|looked)|have to (look|check|sit|think)|"
    r"would need to (look|check)|unsure|i forget)\b",
    re.IGNORECASE,
)


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

    first: int  # clauses, both inclusive
    last: int
    start: int  # characters
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
    own: Place | None = None  # as good as word for word what the learner said counts
    refused: Place | None = None  # the same of what she said does not


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
        # An answer that denies one thing after the other is more likely to turn claims round.
        self.denials = sum(min(part.values(), default=1) < 0 for part in self._signed) / max(1, len(self._signed))
        self.zh = 1.0 if terms.mostly_han(answer) else 0.0
        said = [answer[clause.start : clause.end] for clause in self.clauses]
        self._asking = [
            bool(_ASKS.search(text) or _MARKS.match(answer, clause.end))
            for text, clause in zip(said, self.clauses, strict=True)
        ]
        self._unsaid = [bool(_OWNS_UP.search(text)) for text in said]
        self._numbers_said = quantities.of(answer)
        self._likest_places: list[Place | None] | None = None

    def evidence(self, point: int) -> Evidence:
        """Everything measured of one point."""
        group = self.sheet.groups[point]
        best = self._best_places()[point]
        worst = self._likest(lambda place: _best(place, group.wrong).signed)
        turned = self._likest(lambda place: _turned(place, group.statements))
        covered = self._covered(point, group, best)
        contradicted = self._contradicted(point, group, worst, turned, covered)
        against = turned if contradicted["turned"] > contradicted["bad_signed"] else worst
        own, refused = self._known(group.own), self._known(group.refused)
        return Evidence(covered, contradicted, best, against or worst or turned, own, refused)

    def _best_places(self) -> list[Place | None]:
        """The likest place of every point."""
        if self._likest_places is None:
            self._likest_places = [
                self._likest(functools.partial(_top, right=group.right)) for group in self.sheet.groups
            ]
        return self._likest_places

    def _crowd(self, point: int, best: Place) -> float:
        """The share of the other points whose likest place lies over this one: lists and echoes have one for all."""
        others = [place for n, place in enumerate(self._best_places()) if n != point and place is not None]
        over = [place for place in others if place.start < best.end and best.start < place.end]
        return len(over) / len(others) if others else 0.0

    def _known(self, wordings: Sequence[int]) -> Place | None:
        """Where one of the learner's own wordings is said again."""
        found = max(self.places, key=lambda place: _same(place, wordings), default=None)
        return found if found is not None and _same(found, wordings) >= _SAME else None

    def _likest(self, measure: Callable[[Place], float]) -> Place | None:
        """The place that measures most, the shortest of equals; None where none measures anything.

        A short place is easily alike ("new index"): what it measures counts by how much it says.
        """

        def counted(place: Place) -> float:
            return measure(place) * place.weight / (place.weight + _SAYS_LITTLE)

        found = max(self.places, key=lambda place: (counted(place), place.start - place.end), default=None)
        return found if found is not None and measure(found) > 0 else None

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
            window.first,
            window.last,
            self.clauses[window.first].start,
            self.clauses[window.last].end,
            signs,
            total,
            novel / (total or 1.0),
            likeness,
        )

    def _covered(self, point: int, group: Group, best: Place | None) -> dict[str, float]:
        sheet = self.sheet
        if best is None or self.whole is None:
            return dict.fromkeys(COVERED, 0.0) | {"zh": self.zh}
        top, wrong_top, others = _best(best, group.right), _best(best, group.wrong), _best(best, group.others)
        likes = sorted((best.likeness.get(n, _NOTHING).cosine for n in group.right), reverse=True)[:_SUPPORT]
        vocabulary = sheet.vocabularies[point]
        known = sum(vocabulary.values()) or 1.0
        agrees, differs = self._numbers(point, best)
        root = math.sqrt(max(0.0, top.cosine * top.share))
        whole_vocabulary = sum(vocabulary.get(term, 0.0) for term in self.whole.signs) / known
        parts = [max(place.likeness.get(n, _NOTHING).share for place in self.places) for n in group.parts]
        clauses = slice(best.first, best.last + 1)
        recalled, silent = self._numbers_recalled(point)
        return {
            "cosine": top.cosine,
            "share": top.share,
            "root": root,
            "faint": max(0.0, 1.0 - root / _FAINT),
            "claim": max((best.likeness.get(n, _NOTHING).share for n in group.claims), default=0.0),
            "support": sum(likes) / max(1, len(likes)),
            "vocabulary": sum(vocabulary.get(term, 0.0) for term in best.signs) / known,
            "whole": max((self.whole.likeness.get(n, _NOTHING).share for n in group.right), default=0.0),
            "whole_vocabulary": whole_vocabulary,
            "whole_faint": max(0.0, 1.0 - whole_vocabulary / _FAINT_VOCABULARY),
            "parts": sum(parts) / len(parts) if parts else top.share,
            "weakest_part": min(parts, default=top.share),
            "others": others.plain,
            "lead": top.plain - others.plain,
            "wrong": wrong_top.signed,
            "wrong_lead": max(0.0, wrong_top.signed - top.signed),
            "opposed": top.opposed,
            "turned": _turned(best, group.statements),
            "antonyms": self._antonyms(best, group.right),
            "denial": self._denial(best, group.right),
            "novel": best.novel,
            "agrees": agrees,
            "differs": differs,
            "length": math.log1p(best.weight),
            "denials": self.denials,
            "asks": sum(self._asking[clauses]) / (best.last - best.first + 1),
            "asks_in_all": sum(self._asking) / len(self._asking),
            "owns_up": float(any(self._unsaid[clauses])),
            "recalled": recalled,
            "silent": silent,
            "crowd": self._crowd(point, best),
            "whole_novel": self.whole.novel,
            "whole_length": math.log1p(self.whole.weight / len(sheet.groups)),
            "zh": self.zh,
        }

    def _numbers_recalled(self, point: int) -> tuple[float, float]:
        """(share of the claims' numbers that the answer names anywhere, 1.0 where it names none of them)."""
        claimed = [q for q in self.sheet.claimed[point] if not quantities.any_near(q, self.sheet.given)]
        if not claimed:
            return 0.0, 0.0
        named = sum(quantities.any_near(q, self._numbers_said) for q in claimed) / len(claimed)
        return named, float(not named)

    def _contradicted(
        self, point: int, group: Group, worst: Place | None, turned: Place | None, covered: Mapping[str, float]
    ) -> dict[str, float]:
        found = dict.fromkeys(CONTRADICTED, 0.0)
        found |= {"zh": self.zh, "best": covered["root"], "denials": self.denials}
        if worst is not None:
            bad, good = _best(worst, group.wrong), _best(worst, group.right)
            own_wrong, own_right = self._own(point, group, worst)
            found |= {
                "bad": bad.plain,
                "bad_signed": bad.signed,
                "bad_root": math.sqrt(max(0.0, bad.cosine * bad.share)) * (1.0 - bad.opposed),
                "bad_mass": math.log1p(worst.weight * bad.cosine),
                "good": good.plain,
                "gap": bad.signed - good.signed,
                "bad_lead": bad.signed - _best(worst, group.others).plain,
                "own_wrong": own_wrong,
                "own_right": own_right,
                "own_both": own_wrong * bad.signed,
                "wrong_number": self._wrong_number(point, worst),
                "wrong_length": math.log1p(worst.weight),
                "novel": worst.novel,
            }
        if turned is not None:
            top = _best(turned, group.statements)
            found |= {
                "turned": _turned(turned, group.statements),
                "turned_plain": top.plain,
                "turned_opposed": top.opposed,
                "turned_mass": math.log1p(turned.weight * top.cosine) * top.opposed,
                "turned_length": math.log1p(turned.weight),
                "turned_lead": top.plain - _best(turned, group.others).plain,
                "antonyms": self._antonyms(turned, group.right),
                "denial": self._denial(turned, group.right),
                "differs": self._numbers(point, turned)[1],
            }
        found["best_antonyms"], found["best_denial"] = covered["antonyms"], covered["denial"] * covered["root"]
        return found

    def _wrong_number(self, point: int, place: Place) -> float:
        """1.0 where the place names a number of a typical wrong statement that is in no right one."""
        sheet = self.sheet
        right = (*sheet.numbers[point], *sheet.given)
        said = quantities.of(self.answer[place.start : place.end])
        wrong = sheet.wrong_numbers[point]
        return float(any(quantities.any_near(q, wrong) and not quantities.any_near(q, right) for q in said))

    def _own(self, point: int, group: Group, place: Place) -> tuple[float, float]:
        """Of what only wrong (or only right) wordings of the point say: the share that the place holds, at best."""
        references, vocabulary = self.sheet.references, self.sheet.vocabularies[point]
        mistaken = {term for n in group.wrong for term in references[n].vector}
        own_wrong = own_right = 0.0
        for n in group.wrong:
            mine = {t: w for t, w in references[n].vector.items() if t not in vocabulary}
            if mine:
                own_wrong = max(own_wrong, sum(w for t, w in mine.items() if t in place.signs) / sum(mine.values()))
        for n in group.right:
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


def _same(place: Place, wordings: Sequence[int]) -> float:
    return max((like.cosine * (1.0 - like.opposed) for n in wordings if (like := place.likeness.get(n))), default=0.0)


def _turned(place: Place, statements: Sequence[int]) -> float:
    """How much a place is like a right statement turned round: alike in words, of the other sign in all that is alike.

    Of several right statements the one that agrees counts: who agrees with one of them contradicts nothing.
    """
    plain = max((place.likeness.get(n, _NOTHING).plain for n in statements), default=0.0)
    signed = max((place.likeness.get(n, _NOTHING).signed for n in statements), default=0.0)
    return max(0.0, plain - max(0.0, signed))


COVERED = (
    "cosine", "share", "root", "faint", "claim", "support", "vocabulary", "whole", "whole_vocabulary", "whole_faint",
    "parts", "weakest_part", "others", "lead", "wrong", "wrong_lead", "opposed", "turned", "antonyms", "denial",
    "novel", "agrees", "differs", "length", "denials", "asks", "asks_in_all", "owns_up", "recalled", "silent", "crowd",
    "whole_novel", "whole_length", "zh",
)  # fmt: skip
CONTRADICTED = (
    "bad", "bad_signed", "bad_root", "bad_mass", "bad_lead", "good", "gap", "own_wrong", "own_right", "own_both",
    "wrong_number", "wrong_length", "novel", "turned", "turned_plain", "turned_opposed", "turned_mass",
    "turned_length", "turned_lead", "antonyms", "denial", "differs", "best", "best_antonyms", "best_denial",
    "denials", "zh",
)  # fmt: skip
