"""The loaded banks as one: what is asked for is read, summaries and questions alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from drillbank.bank import building, layout
from drillbank.bank.catalogue import Shelved
from drillbank.bank.shelf import FOLDER_TIMES_ABOVE, Shelf
from drillbank.bank.wording import fold
from drillbank.errors import BankError, Problem, UnknownQuestion
from drillbank.model import Question, Summary

if TYPE_CHECKING:
    from drillbank.bank.companions import Area, Source, Term, Track
    from drillbank.bank.entry import Entry
    from drillbank.bank.filters import Filters

T = TypeVar("T")
NEAREST = 3


class Bank:
    """Every question of the loaded banks, by id."""

    def __init__(self, shelves: Sequence[Shelf]) -> None:
        """``load`` makes it; the shelves hold no id twice."""
        self._shelves = tuple(shelves)
        self.summaries = Shelved(shelves)

    @property
    def roots(self) -> tuple[tuple[str, Path], ...]:
        """(name, folder that holds the kind folders) of each loaded bank."""
        return tuple((shelf.bank, shelf.base) for shelf in self._shelves)

    def get(self, id: str) -> Question:
        """The question as its file stands now; raises UnknownQuestion with the nearest ids, BankError if broken now."""
        entry, shelf = self._place(id)
        document = shelf.document(entry)
        path = shelf.path_of(entry.name)
        return building.question(entry.summary.kind, document, id=id, path=path, bank=shelf.bank)

    def path(self, id: str) -> Path:
        """The file of a question; raises UnknownQuestion."""
        entry, shelf = self._place(id)
        return shelf.base / entry.name

    def __iter__(self) -> Iterator[Question]:
        """Every question, by id."""
        return (self.get(id) for id in self.summaries)

    def __len__(self) -> int:
        return len(self.summaries)

    def __contains__(self, id: object) -> bool:
        return id in self.summaries

    def select(self, filters: Filters) -> list[Summary]:
        """The questions that pass, by id, or by relevance where the filters hold a text; looks at every file.

        Raises BankError where a file turns out to be broken.
        """
        if filters.text.strip():
            return [summary for summary in self.search(filters.text, limit=None) if filters.admits(summary)]
        self._look()
        return [summary for summary in self.summaries.values() if filters.admits(summary)]

    def search(self, text: str, limit: int | None = 50) -> list[Summary]:
        """Questions in which every word of ``text`` occurs, in any of id, topic, title, prompt, answer and claims.

        Words in the title come first.  A word is found anywhere, also inside others, so that two Chinese characters
        need no segmenter.  Looks at every file; raises BankError where one turns out to be broken.
        """
        words = fold(text).split()
        if not words:
            return []
        self._look()
        hits = [(-in_head, -count, id) for shelf in self._shelves for id, in_head, count in shelf.hits(words)]
        ids = [id for *_, id in sorted(hits)[:limit]]
        found = self.summaries.several(ids)
        return [found[id] for id in ids if id in found]

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

    def _place(self, id: str) -> tuple[Entry, Shelf]:
        place = self.summaries.place(id)
        if place is None:
            raise UnknownQuestion(id, self._nearest(id))
        return place

    def _look(self) -> None:
        """Look at the files of large banks one by one; small ones have been looked at."""
        if all(shelf.size <= FOLDER_TIMES_ABOVE for shelf in self._shelves):
            return
        self.summaries.look()
        _raise_problems(self._shelves, [problem for shelf in self._shelves for problem in shelf.problems])

    def _nearest(self, id: str) -> list[str]:
        from difflib import get_close_matches

        return get_close_matches(id, list(self.summaries), NEAREST, 0.6)


def load(roots: Sequence[tuple[str, Path]], *, cache_dir: Path | None) -> Bank:
    """Load banks from (name, folder); the shipped one is named "shipped".

    ``cache_dir`` holds the snapshots (None: everything is read).  Raises BankError with all problems of all banks.
    """
    shelves, problems = open_shelves(roots, cache_dir=cache_dir)
    _raise_problems(shelves, problems)
    return Bank(shelves)


def _raise_problems(shelves: Sequence[Shelf], problems: list[Problem]) -> None:
    from drillbank.bank import crosscheck

    problems.extend(crosscheck.problems(shelves))
    if problems:
        raise BankError(problems)


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
