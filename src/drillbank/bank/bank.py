"""The loaded banks as one: summaries at once, questions on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from drillbank.bank import building, layout
from drillbank.bank.shelf import Entry, Shelf
from drillbank.bank.wording import fold
from drillbank.errors import BankError, Problem, UnknownQuestion
from drillbank.model import Question, Summary

if TYPE_CHECKING:
    from drillbank.bank.companions import Area, Source, Term, Track
    from drillbank.bank.filters import Filters

T = TypeVar("T")
NEAREST = 3


class Bank:
    """Every question of the loaded banks, by id."""

    def __init__(self, shelves: Sequence[Shelf]) -> None:
        """``load`` makes it; the shelves hold no id twice."""
        self._shelves = tuple(shelves)
        places = sorted(((e.summary.id, e, shelf) for shelf in shelves for e in shelf.entries), key=lambda p: p[0])
        self._places: dict[str, tuple[Entry, Shelf]] = {id: (entry, shelf) for id, entry, shelf in places}
        self.summaries: Mapping[str, Summary] = {id: entry.summary for id, entry, _ in places}

    @property
    def roots(self) -> tuple[tuple[str, Path], ...]:
        """(name, folder that holds the kind folders) of each loaded bank."""
        return tuple((shelf.bank, shelf.base) for shelf in self._shelves)

    def get(self, id: str) -> Question:
        """The question as its file stands now; raises UnknownQuestion with the nearest ids, BankError if broken now."""
        place = self._places.get(id)
        if place is None:
            raise UnknownQuestion(id, self._nearest(id))
        entry, shelf = place
        document = shelf.document(entry)
        path = shelf.path_of(entry.name)
        return building.question(entry.summary.kind, document, id=id, path=path, bank=shelf.bank)

    def path(self, id: str) -> Path:
        """The file of a question; raises UnknownQuestion."""
        if id not in self._places:
            raise UnknownQuestion(id, self._nearest(id))
        entry, shelf = self._places[id]
        return shelf.base / entry.name

    def __iter__(self) -> Iterator[Question]:
        """Every question, by id."""
        return (self.get(id) for id in self.summaries)

    def __len__(self) -> int:
        return len(self.summaries)

    def __contains__(self, id: object) -> bool:
        return id in self.summaries

    def select(self, filters: Filters) -> list[Summary]:
        """The questions that pass, by id, or by relevance where the filters hold a text."""
        pool = self.search(filters.text, limit=None) if filters.text.strip() else list(self.summaries.values())
        return [summary for summary in pool if filters.admits(summary)]

    def search(self, text: str, limit: int | None = 50) -> list[Summary]:
        """Questions in which every word of ``text`` occurs, in any of id, topic, title, prompt, answer and claims.

        Words in the title come first.  A word is found anywhere, also inside others, so that two Chinese characters
        need no segmenter.
        """
        words = fold(text).split()
        if not words:
            return []
        hits: list[tuple[int, int, str, Summary]] = []
        for shelf in self._shelves:
            for entry, head, body in shelf.words():
                if all(word in head or word in body for word in words):
                    in_head = sum(word in head for word in words)
                    count = sum(body.count(word) for word in words)
                    hits.append((-in_head, -count, entry.summary.id, entry.summary))
        hits.sort(key=lambda hit: hit[:3])
        return [summary for *_, summary in hits[:limit]]

    @cached_property
    def topics(self) -> Mapping[str, Area]:
        """The taxonomy: area id -> Area."""
        from drillbank.bank import companions

        return self._merged(layout.TOPICS, companions.areas)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The bibliography: source id -> Source."""
        from drillbank.bank import companions

        return self._merged(layout.SOURCES, companions.sources)

    @cached_property
    def tracks(self) -> Mapping[str, Track]:
        """The roles: track id -> Track."""
        from drillbank.bank import companions

        return self._merged(layout.TRACKS, companions.tracks)

    @cached_property
    def glossary(self) -> tuple[Term, ...]:
        """The terms in both languages."""
        from drillbank.bank import companions

        return tuple(
            term for shelf in self._shelves for term in companions.terms(shelf.companion(layout.GLOSSARY) or [])
        )

    @cached_property
    def retired(self) -> frozenset[str]:
        """Ids that may not come back."""
        return frozenset(id for shelf in self._shelves for id in shelf.companion(layout.RETIRED) or [])

    @cached_property
    def seed_map(self) -> Mapping[str, Any]:
        """What became of each item of the article the bank grew from, as seed_map.yaml says; empty without one."""
        return self._merged(layout.SEED_MAP, lambda document: document)

    def topic_title(self, topic: str, lang: Any) -> str:
        """The title of an area or of area/leaf in ``lang``; the topic itself where topics.yaml does not hold it."""
        area_id, _, leaf = topic.partition("/")
        area = self.topics.get(area_id)
        if area is None:
            return topic
        title = area.title if not leaf else area.leaves.get(leaf)
        return title.get(lang) if title is not None else topic

    def _merged(self, name: str, values: Callable[[Any], Mapping[str, T]]) -> dict[str, T]:
        merged: dict[str, T] = {}
        for shelf in self._shelves:
            document = shelf.companion(name)
            if document is not None:
                merged |= values(document)
        return merged

    def _nearest(self, id: str) -> list[str]:
        from difflib import get_close_matches

        return get_close_matches(id, list(self.summaries), NEAREST, 0.6)


def load(roots: Sequence[tuple[str, Path]], *, cache_dir: Path | None) -> Bank:
    """Load banks from (name, folder); the shipped one is named "shipped".

    ``cache_dir`` holds the snapshots (None: everything is read).  Raises BankError with all problems of all banks.
    """
    shelves, problems = open_shelves(roots, cache_dir=cache_dir)
    from drillbank.bank import crosscheck

    problems.extend(crosscheck.problems(shelves))
    if problems:
        raise BankError(problems)
    return Bank(shelves)


def open_shelves(roots: Sequence[tuple[str, Path]], *, cache_dir: Path | None) -> tuple[list[Shelf], list[Problem]]:
    """Every bank folder with what could be read of it, and the faults of the rest; a folder given twice counts once."""
    shelves: list[Shelf] = []
    problems: list[Problem] = []
    seen: set[Path] = set()
    for name, folder in roots:
        try:
            base = layout.locate(folder).resolve()
            if base in seen:
                continue
            seen.add(base)
            shelf = Shelf(name, folder, cache_dir)
        except BankError as error:
            problems.extend(error.problems)
            continue
        shelves.append(shelf)
        problems.extend(shelf.problems)
    return shelves, problems
