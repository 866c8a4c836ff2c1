from __future__ import annotations

import math

import pytest

from drillbank.grading.text import features, model, semantic
from drillbank.grading.text.model import Head


def test_a_head_adds_features_and_products() -> None:
    head = Head(-1.0, {"a": 2.0, "a*b": 3.0})
    assert head.probability({"a": 0.5, "b": 2.0}) == pytest.approx(1 / (1 + math.exp(-3.0)))


def test_no_feature_is_too_large() -> None:
    assert Head(0.0, {"a": 1.0}).probability({"a": 1e9}) == pytest.approx(1.0)
    assert Head(0.0, {"a": 1.0}).probability({"a": -1e9}) == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize(
    ("kind", "covered", "contradicted"),
    [
        ("lexical", features.COVERED, features.CONTRADICTED),
        ("semantic", features.COVERED + semantic.COVERED, features.CONTRADICTED + semantic.CONTRADICTED),
    ],
)
def test_the_shipped_heads_ask_for_features_that_are_measured(
    kind: str, covered: tuple[str, ...], contradicted: tuple[str, ...]
) -> None:
    judgement = model.shipped().judgements[kind]
    for head, names in ((judgement.covered, covered), (judgement.contradicted, contradicted)):
        assert {name for both in head.weights for name in both.split("*")} == set(names)
    assert 0 < judgement.absent <= judgement.sure < 1
    assert 0 < judgement.against < 1


def test_a_term_never_seen_tells_most() -> None:
    shipped = model.shipped()
    assert shipped.rarity("w:zyzzyva") == shipped.unseen
    assert shipped.rarity("k:0") < shipped.unseen
    assert all(0 < rarity <= shipped.unseen for rarity in shipped.rarities.values())
