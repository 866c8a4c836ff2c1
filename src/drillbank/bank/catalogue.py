"""The summaries of all questions by id: a mapping that also answers what a queue asks, with no look at all of them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import ItemsView, Iterable, Iterator, Mapping, Sequence, ValuesView
from functools import cached_property
from heapq import merge
from itertools import islice

from drillbank.bank.entry import Entry, shuffle
from drillbank.bank.shelf import FOLDER_TIMES_ABOVE, Shelf
from drillbank.bank.stock import Stock, stock_of
from drillbank.model import Kind, Summary

WALK = 500  # summaries that are read at once on a walk through all


class Catalogue(Mapping[str, Summary]):
    """Summaries by id, walked through in the order of ids."""

    @abstractmethod
    def several(self, ids: Iterable[str]) -> dict[str, Summary]:
        """Those of these ids that are here."""

    @abstractmethod
    def stock(self) -> tuple[Stock, ...]:
        """How many there are of what."""

    @abstractmethod
    def shuffled(self, level: int, areas: Sequence[str], kinds: Sequence[Kind]) -> Iterator[Summary]:
        """Those of a level, of these areas and kinds, in a fixed shuffle; read as they are asked for."""

    @abstractmethod
    def changed(self) -> list[Summary]:
        """Those whose meaning changed since they were first written (a ``rev`` above 1)."""


def catalogue(summaries: Mapping[str, Summary]) -> Catalogue:
    """Any mapping as a catalogue."""
    return summaries if isinstance(summaries, Catalogue) else Held(summaries)


class Held(Catalogue):
    """Summaries that are all in memory."""

    def __init__(self, summaries: Mapping[str, Summary]) -> None:
        self._summaries = {id: summaries[id] for id in sorted(summaries)}

    def __getitem__(self, id: str) -> Summary:
        return self._summaries[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._summaries)

    def __len__(self) -> int:
        return len(self._summaries)

    def several(self, ids: Iterable[str]) -> dict[str, Summary]:
        return {id: self._summaries[id] for id in ids if id in self._summaries}

    def stock(self) -> tuple[Stock, ...]:
        return stock_of(self._summaries.values())

    def shuffled(self, level: int, areas: Sequence[str], kinds: Sequence[Kind]) -> Iterator[Summary]:
        wanted = (s for s in self._summaries.values() if s.level == level and s.area in areas and s.kind in kinds)
        return iter(sorted(wanted, key=_place))

    def changed(self) -> list[Summary]:
        return [s for s in self._summaries.values() if s.rev > 1]


class Shelved(Catalogue):
    """The summaries of banks, each read from its snapshot when it is asked for, and kept from then on."""

    def __init__(self, shelves: Sequence[Shelf]) -> None:
        """Of an id that stands twice (an error that ``load`` reports) the last place counts."""
        self._shelves = tuple(shelves)
        self._places: dict[str, tuple[Entry, Shelf]] = {}

    def place(self, id: str) -> tuple[Entry, Shelf] | None:
        """Where a question stands."""
        if id not in self._places:
            self._find([id])
        return self._places.get(id)

    def __getitem__(self, id: str) -> Summary:
        place = self.place(id)
        if place is None:
            raise KeyError(id)
        return place[0].summary

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self.place(id) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        if len(self._shelves) == 1 and not self._shelves[0].twice:
            return self._shelves[0].size
        return len(self._ids)

    def values(self) -> ValuesView[Summary]:
        return _Values(self)

    def items(self) -> ItemsView[str, Summary]:
        return _Items(self)

    def walk(self) -> Iterator[Summary]:
        """All, by id; those of a large bank as they were looked at last, and none is kept."""
        keep = len(self) <= FOLDER_TIMES_ABOVE
        ids = iter(self._ids)
        while part := list(islice(ids, WALK)):
            missing = [id for id in part if id not in self._places]
            found = {
                entry.summary.id: (entry, shelf)
                for shelf in self._shelves
                for entry in _looked_up(shelf, missing, as_now=False)
            }
            if keep:
                self._places |= found
            for id in part:
                place = found.get(id) or self._places.get(id)
                if place is not None:  # else its file went this moment
                    yield place[0].summary

    def several(self, ids: Iterable[str]) -> dict[str, Summary]:
        wanted = list(ids)
        self._find([id for id in wanted if id not in self._places])
        return {id: self._places[id][0].summary for id in wanted if id in self._places}

    def stock(self) -> tuple[Stock, ...]:
        return tuple(entry for shelf in self._shelves for entry in shelf.stock())

    def shuffled(self, level: int, areas: Sequence[str], kinds: Sequence[Kind]) -> Iterator[Summary]:
        parts = (self._shuffled(shelf, kind, level, areas) for shelf in self._shelves for kind in kinds)
        return merge(*parts, key=_place)

    def changed(self) -> list[Summary]:
        return sorted((e.summary for shelf in self._shelves for e in shelf.changed()), key=lambda s: s.id)

    def look(self) -> None:
        """Look at the files of large banks one by one too."""
        for shelf in self._shelves:
            shelf.look()
        self._places.clear()
        self.__dict__.pop("_ids", None)

    @cached_property
    def _ids(self) -> list[str]:
        return sorted({id for shelf in self._shelves for id in shelf.ids()})

    def _shuffled(self, shelf: Shelf, kind: Kind, level: int, areas: Sequence[str]) -> Iterator[Summary]:
        for entry in shelf.shuffled(kind, level, areas):
            yield self._places.setdefault(entry.summary.id, (entry, shelf))[0].summary

    def _find(self, ids: Sequence[str]) -> None:
        for shelf in self._shelves:
            self._places.update((entry.summary.id, (entry, shelf)) for entry in _looked_up(shelf, ids))


def _looked_up(shelf: Shelf, ids: Sequence[str], *, as_now: bool = True) -> list[Entry]:
    return shelf.find(ids, as_now=as_now) if ids and shelf.size else []


def _place(summary: Summary) -> tuple[int, str]:
    return shuffle(summary.id), summary.id


class _Values(ValuesView[Summary]):
    def __init__(self, shelved: Shelved) -> None:
        super().__init__(shelved)
        self._shelved = shelved

    def __iter__(self) -> Iterator[Summary]:
        return self._shelved.walk()


class _Items(ItemsView[str, Summary]):
    def __init__(self, shelved: Shelved) -> None:
        super().__init__(shelved)
        self._shelved = shelved

    def __iter__(self) -> Iterator[tuple[str, Summary]]:
        return ((summary.id, summary) for summary in self._shelved.walk())
