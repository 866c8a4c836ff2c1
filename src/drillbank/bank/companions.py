"""The files beside the questions, as values: topics, sources, tracks, glossary.  Imports no YAML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from drillbank.bank.building import text, wordings
from drillbank.model import Text, Wordings


@dataclass(frozen=True, slots=True)
class Area:
    """One area of the taxonomy with its leaves (leaf id -> title)."""

    id: str
    title: Text
    leaves: Mapping[str, Text]

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics of this area, as questions name them: ``area/leaf``."""
        return tuple(f"{self.id}/{leaf}" for leaf in self.leaves)


@dataclass(frozen=True, slots=True)
class Source:
    """One entry of the bibliography; ``checked`` is the ISO day somebody looked it up, or ""."""

    id: str
    cite: str
    url: str = ""
    checked: str = ""


@dataclass(frozen=True, slots=True)
class Track:
    """A role, and how much each area weighs for it (an area not named weighs 0)."""

    id: str
    title: Text
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Term:
    """A term in both languages; ``avoid`` holds words that mean the same and are not used."""

    zh: str
    en: str
    avoid: Wordings


def areas(document: Iterable[Mapping[str, Any]]) -> dict[str, Area]:
    return {
        area["id"]: Area(area["id"], text(area["title"]), {leaf["id"]: text(leaf["title"]) for leaf in area["leaves"]})
        for area in document
    }


def sources(document: Mapping[str, Mapping[str, Any]]) -> dict[str, Source]:
    return {id: Source(id, entry["cite"], entry["url"], entry["checked"]) for id, entry in document.items()}


def tracks(document: Iterable[Mapping[str, Any]]) -> dict[str, Track]:
    return {track["id"]: Track(track["id"], text(track["title"]), dict(track["weights"])) for track in document}


def terms(document: Iterable[Mapping[str, Any]]) -> tuple[Term, ...]:
    return tuple(Term(term["zh"], term["en"], wordings(term["avoid"])) for term in document)
