"""Labelled answers for training and figures: the bank's samples split by question, and public short answers.

A question is for development or sealed, for ever and by its id alone.  The first nine (written together with the
grader, their samples read by its authors) are for development whatever their hash says; those that were written after
the grader learned what it knows are sealed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from drillbank import bank
from drillbank.model import Business, Theory

SEEN = frozenset(
    "evaluate-llm improve-interpretability optimise-training over-underfitting deploy-tight-resources "
    "handle-interpretability performance-vs-cost privacy-protection kv-cache-bytes".split()
)
LATER = frozenset(
    "scale-by-sqrt-dk rope-context-extension bpe-chinese-cost lora-parameters dpo-against-rlhf "
    "rag-retrieval-or-generation drift-skew-canary ab-test-power speculative-decoding-exact zero-memory "
    "company-documents-rag".split()
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One labelled answer; ``labels`` point -> covered|partial|missing|contradicted."""

    question: Theory | Business
    lang: str
    variant: str
    text: str
    labels: Mapping[str, str]
    dimensions: Mapping[str, int]


def is_development(question: str) -> bool:
    return question in SEEN or (question not in LATER and hashlib.sha256(question.encode()).digest()[0] % 3 == 0)


def questions(roots: list[tuple[str, Path]]) -> list[Theory | Business]:
    """The theory and business questions of the banks that have samples."""
    loaded = bank.load(roots, cache_dir=None)
    found = []
    for name, summary in loaded.summaries.items():
        if summary.kind != "coding":
            question = loaded.get(name)
            assert isinstance(question, Theory | Business)
            if question.samples:
                found.append(question)
    return found


def answers(found: list[Theory | Business]) -> Iterator[Answer]:
    for question in found:
        for sample in question.samples:
            yield Answer(question, sample.lang, sample.variant, sample.text, sample.points, sample.dimensions)


@dataclass(frozen=True, slots=True)
class Scored:
    """A public short answer: ``score`` 0 … 1 beside one or more reference answers."""

    question: str
    prompt: str
    references: tuple[str, ...]
    answer: str
    score: float


def public(path: Path) -> list[Scored]:
    """The lines of one file of public short answers."""
    found = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            found.append(Scored(row["qid"], row["question"], tuple(row["refs"]), row["answer"], float(row["score"])))
    return found
