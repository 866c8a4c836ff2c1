"""What stands under a denial, and what only looks like one."""

from __future__ import annotations

import pytest

from drillbank.grading.text import terms


def denied(text: str) -> set[str]:
    return {term[2:] for term, sign in terms.signed(text).items() if sign < 0 and term[0] in "wb"}


@pytest.mark.parametrize(
    ("text", "under"),
    [
        ("cross-validation does not prevent overfitting", {"prevent", "overfit"}),
        ("it never touches the weights", {"touch", "weight"}),
        ("paging saves memory without copying blocks", {"copy", "block"}),
        ("交叉验证不防止过拟合", {"防止", "过拟", "拟合", "止过"}),
        ("并没有减少运算次数", {"减少", "运算", "次数", "少运", "算次"}),
    ],
)
def test_words_after_a_denial_are_denied(text: str, under: set[str]) -> None:
    assert under <= denied(text)


@pytest.mark.parametrize(
    "text",
    [
        "cross-validation prevents overfitting",
        "not only the weights but the cache grows",
        "模型不断变大，误差不同，非线性，无监督",
        "不仅仅是线索",
        "特别要分别识别两类",
    ],
)
def test_what_only_looks_like_a_denial_denies_nothing(text: str) -> None:
    assert denied(text) == set()


def test_a_denial_ends_with_its_clause_and_at_but() -> None:
    assert "bandwidth" not in denied("it is not compute, bandwidth limits it")
    assert "bandwidth" not in denied("it is not compute but bandwidth")
    assert "带宽" not in denied("瓶颈不是算力，而是带宽")
    assert "带宽" not in denied("瓶颈不是算力而是带宽")


def test_said_and_denied_in_one_text_is_neither() -> None:
    assert terms.signed("pruning helps serving. it does not help training, pruning is no use")["w:help"] == 0


def test_a_denial_reaches_over_the_language() -> None:
    assert terms.signed("并不 prevent overfitting")["w:prevent"] == -1
