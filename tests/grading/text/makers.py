"""A small question whose points are known, for tests of its grading."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from drillbank.model import Business, KeyPoint, Text, Theory, Wordings

CACHE = KeyPoint(
    id="linear",
    core=True,
    weight=2.0,
    claim=Text(
        zh="缓存随上下文长度线性增长，而且每步解码都要读一遍，所以受带宽限制",
        en="the cache grows linearly with context length and is read at every decoding step, so bandwidth is the limit",
    ),
    accept=Wordings(
        zh=("长度翻倍缓存翻倍，解码是访存瓶颈", "每生成一个 token 都要把缓存扫一遍", "decode 阶段是 memory bound 的"),
        en=(
            "doubling the length doubles it, and decoding is memory bound",
            "every generated token has to stream the whole cache",
            "proportional to sequence length, limited by bandwidth",
        ),
    ),
    reject=Wordings(
        zh=("缓存随长度平方增长", "解码的瓶颈在算力"),
        en=("it grows with the square of the length", "compute is the bottleneck when decoding"),
    ),
    because=Text(zh="平方的是预填充时的注意力。", en="What is quadratic is attention in prefill."),
)
SIZE = KeyPoint(
    id="size",
    core=False,
    weight=1.0,
    claim=Text(zh="这个例子是 512 MiB", en="in this example 512 MiB"),
    accept=Wordings(zh=("大约半个 G", "五百多兆"), en=("about half a gigabyte", "roughly 537 MB")),
    reject=Wordings(zh=("大约 2 GB",), en=("about 2 GB",)),
    must=Wordings(zh=("512", "0.5", "半", "五百", "537"), en=("512", "0.5", "half", "537")),
)
REMEDY = KeyPoint(
    id="remedy",
    core=False,
    weight=1.0,
    claim=Text(
        zh="减少 KV 头（GQA）或把缓存量化可以缩小它，代价是质量可能下降",
        en="fewer KV heads (GQA) or a quantised cache shrink it, at the price of some quality",
    ),
    accept=Wordings(
        zh=("用 GQA 减少头数但可能掉一点效果", "把缓存量化到 int8，注意离群值"),
        en=("GQA cuts the heads but may cost a little quality", "quantise the cache to int8 and mind outliers"),
    ),
    reject=Wordings(zh=("换成 FlashAttention 就能减小缓存",), en=("FlashAttention shrinks the cache",)),
)
PROMPT = Text(
    zh="一个 32 层、8 个 KV 头的模型服务一条 4096 token 的请求，KV 缓存占多少显存？随什么增长？怎样缩小？",
    en="A model of 32 layers and 8 KV heads serves one request of 4,096 tokens. How large is its KV cache, what does "
    "it grow with, and what would shrink it?",
)


def theory(**changes: Any) -> Theory:
    """The question, with fields changed."""
    question = Theory(
        id="cache",
        path="cache.yaml",
        bank="test",
        title=Text(zh="KV 缓存要占多少显存？", en="How much memory does a KV cache take?"),
        topic="inference/kv-cache",
        level=2,
        minutes=3.0,
        roles=(),
        rev=1,
        prompt=PROMPT,
        answer=Text(zh="512 MiB", en="512 MiB"),
        points=(CACHE, SIZE, REMEDY),
    )
    return replace(question, **changes)


def business(**changes: Any) -> Business:
    """The same points as a business question."""
    plain = theory()
    question = Business(
        id="serving",
        path="serving.yaml",
        bank="test",
        title=plain.title,
        topic="inference/kv-cache",
        level=3,
        minutes=10.0,
        roles=(),
        rev=1,
        prompt=plain.prompt,
        answer=plain.answer,
        points=plain.points,
    )
    return replace(question, **changes)
