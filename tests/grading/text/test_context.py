"""One point in the light of the others: what the context heads are given."""

from __future__ import annotations

import pytest

from drillbank.grading.text import context, model, propose

from .makers import theory


def test_a_point_is_described_by_itself_and_by_the_others() -> None:
    first, second, third = context.features([(0.5, 0.1), (0.9, 0.5), (0.1, 0.9)])
    assert set(first) == set(context.FEATURES)
    assert first["covered"] == pytest.approx(0.0)
    assert first["others_covered"] == pytest.approx(0.0)  # 0.9 and 0.1 are as far from 0.5
    assert first["others_contradicted"] == pytest.approx(first["most_contradicted"] / 2)
    assert second["most_contradicted"] == first["most_contradicted"]
    assert third["most_contradicted"] == pytest.approx(0.0)
    assert first["doubted"] == first["supported"] == pytest.approx(0.0)
    assert second["doubted"] == pytest.approx(second["covered"] * second["others_contradicted"] / 5)


def test_the_order_of_the_others_does_not_matter() -> None:
    one, other = [(0.3, 0.2), (0.9, 0.5), (0.1, 0.9)], [(0.3, 0.2), (0.1, 0.9), (0.9, 0.5)]
    assert context.features(one)[0] == pytest.approx(context.features(other)[0])


def test_a_single_point_stands_for_itself() -> None:
    (only,) = context.features([(0.8, 0.2)])
    assert only["others_covered"] == only["covered"]
    assert only["most_contradicted"] == only["contradicted"]


@pytest.mark.parametrize("certain", [(0.0, 1.0), (1.0, 0.0)])
def test_certainty_stays_finite(certain: tuple[float, float]) -> None:
    assert all(abs(value) < 50 for features in context.features([certain] * 3) for value in features.values())


def test_no_points_no_features() -> None:
    assert context.features([]) == []


@pytest.mark.parametrize("kind", sorted(model.shipped().judgements))
def test_who_is_wrong_about_the_rest_is_believed_less(kind: str) -> None:
    judgement = model.shipped().judgements[kind]
    doubtful = (0.6, 0.3)
    among_right = judgement.together([doubtful, (0.9, 0.05), (0.9, 0.05)])[0]
    among_wrong = judgement.together([doubtful, (0.3, 0.8), (0.3, 0.8)])[0]
    assert among_right[0] > among_wrong[0]
    assert among_right[1] < among_wrong[1]


def test_the_same_sentence_is_doubted_in_an_answer_that_is_wrong_elsewhere() -> None:
    said = "doubling the length doubles the cache, and decoding is memory bound."
    right = propose(theory(), f"{said} About half a gigabyte. GQA cuts the heads at some cost in quality.", "en")
    wrong = propose(theory(), f"{said} It takes about 2 GB. FlashAttention shrinks the cache.", "en")
    assert right[0].covered > wrong[0].covered
