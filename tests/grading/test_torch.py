"""The torch runtime: its own zygote, tensors in, arrays out, limits that hold a library of 3 GB address space."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable

import pytest

from drillbank.grading.judge import Judge
from drillbank.model import Coding, Limits

pytestmark = [
    pytest.mark.torch,
    pytest.mark.skipif(importlib.util.find_spec("torch") is None, reason="needs the extra drillbank[torch]"),
]
Make = Callable[..., Coding]

SOLUTION = """
import torch
def grad_of_sum_of_squares(x):
    x = x.clone().requires_grad_(True)
    (x ** 2).sum().backward()
    return x.grad
"""
BODY = "x = rng.normal(size=(3, 4)).astype(np.float32)\nclose(solution.grad_of_sum_of_squares(x), 2 * x, rtol=1e-6)"


@pytest.fixture
def asked(make: Make) -> Coding:
    return make(BODY, SOLUTION, requires=("torch",), arrays="torch", limits=Limits(wall_s=20, memory_mb=512))


def test_tensors_go_in_and_arrays_come_back(judge: Judge, asked: Coding) -> None:
    verdict = judge.grade(asked, SOLUTION, seed=1)
    assert verdict.outcome == "accepted", verdict.tests
    assert {"landlock", "seccomp", "rlimits"} <= set(verdict.layers)


def test_a_wrong_gradient_is_rejected(judge: Judge, asked: Coding) -> None:
    wrong = SOLUTION.replace("x ** 2", "x ** 3")
    assert judge.grade(asked, wrong, seed=1).outcome == "wrong_answer"


def test_bfloat16_and_parameters_cross(judge: Judge, make: Make) -> None:
    code = (
        "import torch\ndef f():\n    w = torch.nn.Parameter(torch.ones(2, dtype=torch.bfloat16))\n"
        "    return {'w': w, 'n': torch.tensor(3)}"
    )
    body = "out = solution.f()\nclose(out['w'], np.ones(2, np.float32))\nequal(out['n'].item(), 3)"
    asked = make(body, code, requires=("torch",), limits=Limits(wall_s=20, memory_mb=512))
    verdict = judge.grade(asked, code, seed=1)
    assert verdict.outcome == "accepted", verdict.tests


def test_memory_is_limited_for_torch_too(judge: Judge, asked: Coding) -> None:
    greedy = "import torch\ndef grad_of_sum_of_squares(x):\n    return torch.ones(400_000_000).sum()"
    assert judge.grade(asked, greedy, seed=1).outcome == "memory_limit_exceeded"
