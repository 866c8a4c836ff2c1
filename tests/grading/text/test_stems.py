from __future__ import annotations

import pytest

from drillbank.grading.text.stems import stem


@pytest.mark.parametrize(
    "forms",
    [
        ("regularise", "regularises", "regularised", "regularising", "regularization", "regularize"),
        ("estimate", "estimates", "estimated", "estimation", "estimating"),
        ("clip", "clipped", "clipping"),
        ("weight", "weights"),
        ("latency", "latencies"),
        ("pre-training", "pretraining"),
    ],
)
def test_forms_of_one_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize("word", ["bias", "loss", "int8", "gpu", "does", "basis"])
def test_words_that_only_look_inflected_stay(word: str) -> None:
    assert stem(word) == word


def test_different_words_keep_apart() -> None:
    assert len({stem(word) for word in ("training", "trace", "trust", "tree", "token", "tensor")}) == 6
