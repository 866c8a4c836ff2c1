"""Sentence vectors behind a small encoder of our own: what is kept, what is compared, what it adds to a proposal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from drillbank.grading import text
from drillbank.grading.text import references, semantic
from drillbank.grading.text.features import Reading

from .makers import theory

TOPICS = ("cache", "linear", "memory", "bandwidth", "512", "gqa", "quantis", "square", "compute", "flash")


class Counting:
    """One axis a word of TOPICS, unit length; counts what it was asked."""

    def __init__(self, name: str = "counting-1") -> None:
        self.name = name
        self.asked: list[tuple[str, ...]] = []

    def encode(self, texts: Sequence[str]) -> Any:
        self.asked.append(tuple(texts))
        rows = np.array([[one.lower().count(word) for word in TOPICS] for one in texts], dtype=np.float32)
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1)


def test_vectors_of_wordings_are_computed_once_and_outlive_the_program(tmp_path: Path) -> None:
    first = Counting()
    kept = semantic.KeptEncoder(first, tmp_path)
    vectors = kept.wordings(["the cache", "linear"])
    assert np.array_equal(kept.wordings(["the cache", "linear"]), vectors)
    assert len(first.asked) == 1
    second = Counting()
    again = semantic.KeptEncoder(second, tmp_path).wordings(["the cache", "linear"])
    assert second.asked == []
    assert np.allclose(again, vectors, atol=1e-3)


@pytest.mark.parametrize("other", [["the cache", "square"], ["the cachelinear"], ["linear", "the cache"]])
def test_another_wording_is_never_compared_by_an_old_vector(tmp_path: Path, other: list[str]) -> None:
    encoder = Counting()
    kept = semantic.KeptEncoder(encoder, tmp_path)
    kept.wordings(["the cache", "linear"])
    assert np.allclose(kept.wordings(other), encoder.encode(other), atol=1e-3)


def test_another_model_is_never_compared_by_the_vectors_of_this_one(tmp_path: Path) -> None:
    semantic.KeptEncoder(Counting("counting-1"), tmp_path).wordings(["the cache"])
    newer = Counting("counting-2")
    semantic.KeptEncoder(newer, tmp_path).wordings(["the cache"])
    assert newer.asked == [("the cache",)]


@pytest.mark.parametrize("damage", [b"", b"no array", None])
def test_a_torn_file_is_computed_anew(tmp_path: Path, damage: bytes | None) -> None:
    semantic.KeptEncoder(Counting(), tmp_path).wordings(["the cache", "linear"])
    (path,) = (tmp_path / "vectors").iterdir()
    path.write_bytes(path.read_bytes()[:-3] if damage is None else damage)
    encoder = Counting()
    found = semantic.KeptEncoder(encoder, tmp_path).wordings(["the cache", "linear"])
    assert encoder.asked == [("the cache", "linear")]
    assert np.allclose(found, encoder.encode(["the cache", "linear"]), atol=1e-3)


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    (tmp_path / "vectors").write_text("a file where the folder would be")
    assert semantic.KeptEncoder(Counting(), tmp_path).wordings(["the cache"]).shape == (1, len(TOPICS))


def test_the_place_that_says_a_point_and_the_one_that_denies_it_are_found() -> None:
    answer = "Well, memory bandwidth is what the cache costs. Then compute is the bottleneck, it grows as the square."
    meanings = semantic.meanings(Reading(references.sheet(theory()), answer), Counting())
    linear = meanings[0]
    assert linear.best is not None
    assert linear.worst is not None
    assert "bandwidth" in answer[linear.best.start : linear.best.end]
    assert answer[linear.worst.start : linear.worst.end].startswith("Then compute")
    assert linear.covered["meant"] > 0.6
    assert set(linear.covered) == set(semantic.COVERED)
    assert set(linear.contradicted) == set(semantic.CONTRADICTED)


def test_silence_means_nothing() -> None:
    for meaning in semantic.meanings(Reading(references.sheet(theory()), " "), Counting()):
        assert (meaning.best, meaning.worst) == (None, None)
        assert not any(meaning.covered.values())


def test_proposals_with_vectors_are_the_same_again_and_stay_inside_the_answer(tmp_path: Path) -> None:
    answer = "The cache is linear in length, memory bandwidth is the limit. GQA or a quantised cache helps."
    encoder = semantic.KeptEncoder(Counting(), tmp_path)
    first = text.propose(theory(), answer, "en", encoder=encoder)
    assert first == text.propose(theory(), answer, "en", encoder=encoder)
    assert [one.point for one in first] == ["linear", "size", "remedy"]
    assert all(one.span is None or 0 <= one.span[0] < one.span[1] <= len(answer) for one in first)
    plain = text.propose(theory(), answer, "en")
    assert [one.covered for one in first] != [one.covered for one in plain]  # the vectors were asked


def test_without_the_extra_there_is_no_encoder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(semantic.importlib.util, "find_spec", lambda name: None)
    semantic.live.cache_clear()
    try:
        assert semantic.live(tmp_path) is None
    finally:
        semantic.live.cache_clear()
