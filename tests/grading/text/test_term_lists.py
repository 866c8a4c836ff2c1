"""A bare list of terms is found, in whatever dress; an answer with lists in it is spared."""

from __future__ import annotations

import pytest

from drillbank.grading.text import term_lists

LISTS = [
    "Bias, variance, learning curve, L1, L2, dropout, early stopping, augmentation, k-fold, leakage.",
    "LIME, SHAP, attention, saliency maps and probes",
    "量化、剪枝、蒸馏、低秩分解、INT8、INT4、GPTQ、KV 缓存、边缘计算",
    "关键词：困惑度、MMLU、准确率、召回率、F1",
    "Key terms: KV cache; GQA; paging; quantisation; sliding window",
    "attention softmax temperature logits masking heads residual normalisation positions",
    "量化 剪枝 蒸馏 稀疏 缓存 路由 级联 前缀",
    "- KV cache\n- GQA\n- paging\n- int8\n- sliding window",
    "Bias. Variance. Dropout. Early stopping. Leakage.",
    "涉及注意力、掩码、残差、归一化、位置编码、多头等概念",
    "准确率，召回率，困惑度，校准，延迟，成本",
    "from saturating, rather, masked, without hiding, one-hot, mask keeps, both",
]
PROSE = [
    "Training low and validation high is overfitting, so collect data, augment, stop early and add dropout.",
    "Then calibration, harmful output, latency and price are measured because quality alone does not decide.",
    "先裁剪，再加噪，最后记账，保护单位是患者。",
    "过拟合时用数据增强、早停、dropout，因为它们都限制模型对细节的依赖。",
    "The cache grows with context.",
    "每层存 K 和 V，2×32×8×128×2 字节乘 4096，差不多半个 G。",
    "K-fold only measures; it helps me choose.",
]


@pytest.mark.parametrize("answer", LISTS)
def test_a_list_of_terms_is_found(answer: str) -> None:
    assert term_lists.is_list(answer)


@pytest.mark.parametrize("answer", PROSE)
def test_an_answer_that_says_something_is_spared(answer: str) -> None:
    assert not term_lists.is_list(answer)


def test_a_long_list_inside_prose_is_a_region_and_a_short_one_is_not() -> None:
    prose = "The cache grows linearly with context because each token stores keys and values in every layer of it. "
    listed = "GQA, MQA, MLA, paging, int8, eviction, windows, sharding."
    assert term_lists.regions(prose * 3 + listed) == [(len(prose) * 3, len(prose) * 3 + len(listed) - 1)]
    assert term_lists.regions(prose * 3 + "GQA, MQA, MLA and paging.") == []


def test_an_answer_that_mostly_lists_is_a_list_even_with_a_word_around_it() -> None:
    answer = "Well. GQA, MQA, MLA, paging, int8."
    assert [answer[slice(*pair)].strip() for pair in term_lists.regions(answer)] == ["GQA, MQA, MLA, paging, int8"]
