"""What no single file shows: ids met twice, retired ids, topics that do not exist, banks that contradict each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from typing import Any

from drillbank.bank import layout
from drillbank.bank.entry import Entry
from drillbank.bank.shelf import Shelf
from drillbank.errors import BankError, Problem


def problems(shelves: Sequence[Shelf]) -> list[Problem]:
    """Every fault between the files of the loaded banks."""
    return [problem for part in PARTS for problem in part(shelves)]


def ids_unique(shelves: Sequence[Shelf]) -> Iterator[Problem]:
    """No id stands in two files."""
    suspects = {id for shelf in shelves for id in shelf.twice}
    for number, shelf in enumerate(shelves):
        for other in shelves[:number]:
            small, large = sorted((shelf, other), key=lambda shelf: shelf.size)
            if small.size:
                suspects.update(entry.summary.id for entry in large.find(small.ids()))
    first: dict[str, str] = {}
    for id, path in _places(shelves, suspects):
        if id in first:
            yield Problem(path, None, "", f"the id {id!r} is taken by {first[id]}; ids are unique over all banks")
        first.setdefault(id, path)


def ids_permanent(shelves: Sequence[Shelf]) -> Iterator[Problem]:
    """No retired id comes back."""
    retired = {id for shelf in shelves for id in _soundly(shelf, layout.RETIRED) or []}
    for id, path in _places(shelves, retired):
        yield Problem(path, None, "", f"the id {id!r} is retired ({layout.RETIRED}) and may not come back")


def _places(shelves: Sequence[Shelf], ids: Set[str]) -> Iterator[tuple[str, str]]:
    """The files of these ids, bank after bank, each by name."""
    if ids:
        for shelf in shelves:
            for entry in shelf.find(sorted(ids)):
                yield entry.summary.id, shelf.path_of(entry.name)


def topics_exist(shelves: Sequence[Shelf]) -> Iterator[Problem]:
    """Every topic stands in topics.yaml, where the question's bank has one."""
    known = {topic for shelf in shelves for topic in _topics_of(shelf)}
    for shelf in shelves:
        if not _soundly(shelf, layout.TOPICS):
            continue  # an added bank without topics of its own may name any; `bank check` speaks up
        if all(stock.topic in known for stock in shelf.stock()):
            continue
        for entry in shelf.find(shelf.ids()):
            if entry.summary.topic not in known:
                yield _topic_problem(shelf, entry, sorted(known))


def _topic_problem(shelf: Shelf, entry: Entry, known: list[str]) -> Problem:
    from drillbank.bank import parsing

    path = shelf.base / entry.name
    try:
        line = parsing.question_file(path, layout.kind_of(entry.name), str(path)).lines.get("topic")
    except BankError:
        line = None
    return Problem(str(path), line, "topic", parsing.unknown_topic(entry.summary.topic, known))


def _topics_of(shelf: Shelf) -> Iterator[str]:
    for area in _soundly(shelf, layout.TOPICS) or []:
        for leaf in area["leaves"]:
            yield f"{area['id']}/{leaf['id']}"


def companions_sound(shelves: Sequence[Shelf]) -> Iterator[Problem]:
    """The files beside the questions can be read, and no two banks give one name to different things."""
    for shelf in shelves:
        for name in layout.COMPANION_FILES:
            try:
                shelf.companion(name)
            except BankError as error:
                yield from error.problems
    yield from _clashes(shelves, layout.TOPICS, lambda document: {area["id"]: area for area in document})
    yield from _clashes(shelves, layout.SOURCES, lambda document: document)
    yield from _clashes(shelves, layout.TRACKS, lambda document: {track["id"]: track for track in document})


def _clashes(shelves: Sequence[Shelf], name: str, by_id: Callable[[Any], dict[str, Any]]) -> Iterator[Problem]:
    first: dict[str, tuple[Any, str]] = {}
    for shelf in shelves:
        path = str(shelf.companion_path(name))
        for id, value in by_id(_soundly(shelf, name) or []).items() if _soundly(shelf, name) else ():
            if id in first and first[id][0] != value:
                yield Problem(path, None, id, f"clashes with {id!r} of {first[id][1]}; give it another id")
            first.setdefault(id, (value, path))


def _soundly(shelf: Shelf, name: str) -> Any:
    """The companion's data; None where it is missing or broken (which is reported once, elsewhere)."""
    try:
        return shelf.companion(name)
    except BankError:
        return None


PARTS = (companions_sound, ids_unique, ids_permanent, topics_exist)
