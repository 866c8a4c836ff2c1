"""Banned names are remarked on and never change a verdict."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from drillbank.grading import banned
from drillbank.model import Coding, Outcome, Verdict


@pytest.mark.parametrize(
    ("code", "used"),
    [
        ("import sklearn", ["sklearn"]),
        ("from sklearn.metrics import f1_score", ["sklearn"]),
        ("import numpy as np\nnp.linalg.svd(x)", ["numpy.linalg.svd"]),
        ("from numpy.linalg import norm, svd", ["numpy.linalg.svd"]),
        ("# import sklearn", []),
        ("import mysklearn", []),
        ("x.sklearn", []),
        ("np.linalg.svdvals(x)", []),
    ],
)
def test_a_mention_is_advice(make: Callable[..., Coding], code: str, used: list[str]) -> None:
    asked = make("pass", "", banned=("sklearn", "numpy.linalg.svd"))
    verdict = Verdict(question="made", outcome=Outcome.ACCEPTED, score=1.0, tests=(), seed=1)
    advised = banned.advise(verdict, asked, code)
    assert advised.outcome is Outcome.ACCEPTED
    assert [text.split()[1].rstrip(",") for text in advised.advice] == used
