from __future__ import annotations

from dataclasses import replace

import pytest

from drillbank.audit.confined import Confined
from drillbank.audit.demonstrations import run_blocks, run_estimate, run_examples
from drillbank.errors import JudgeUnavailable
from drillbank.grading.judge import Judge
from drillbank.model import CodeBlock, Coding, Estimate, Example, Text

from .proving import loaded


@pytest.fixture
def question() -> Coding:
    found = loaded().get("running-mean")
    assert isinstance(found, Coding)
    return found


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (CodeBlock("python", "print(1)\nprint(2)\n", "1\n2\n"), None),
        (CodeBlock("python", "print(1)\nprint(2)", "1\n2"), None),
        (CodeBlock("python", "import numpy\nprint(numpy.ones(2))", "[1. 1.]\n", ("numpy",)), None),
        (CodeBlock("python", "print(1)\nprint(3)", "1\n2\n"), "code block 1 prints something else: - 2 | + 3"),
        (CodeBlock("python", "print(' 1')", "1\n"), "prints something else"),
        (CodeBlock("python", "", "1\n"), "prints something else: - 1"),
        (CodeBlock("python", "import numpy", ""), "code block 1 does not run: runtime_error: ModuleNotFoundError"),
    ],
)
def test_a_block_of_code_prints_what_the_answer_says(
    judge: Judge, question: Coding, block: CodeBlock, said: str | None
) -> None:
    shown = run_blocks(Confined(judge, question), replace(question, code=(block,)))
    assert shown.count == 1
    assert shown.right == (said is None)
    assert [said in fault.message for fault in shown.faults] == [True] * (said is not None)


def test_a_block_whose_runtime_is_missing_is_said_and_not_counted(
    judge: Judge, question: Coding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drillbank.sandbox.node.runtime.find", lambda: None)
    blocks = (CodeBlock("javascript", "console.log(1)", "1"), CodeBlock("python", "", "", ("no-such-thing",)))
    shown = run_blocks(Confined(judge, question), replace(question, code=blocks))
    assert (shown.count, shown.right, shown.faults) == (0, 0, ())
    assert shown.skipped == (
        "code block 1 needs the runtime 'node', which is not installed",
        "code block 2 needs the runtime 'no-such-thing', which is not installed",
    )


def test_a_missing_layer_is_not_taken_for_a_missing_runtime(judge: Judge, question: Coding) -> None:
    class Refusing(Judge):
        def grade(self, *_: object, **__: object) -> None:  # type: ignore[override]
            raise JudgeUnavailable("the sandbox layer 'seccomp'", "no", "no")

    confined = Confined(Refusing(judge.options, 1), question)
    with pytest.raises(JudgeUnavailable):
        run_blocks(confined, replace(question, code=(CodeBlock("python", "", ""),)))


def test_examples_run_beside_the_solution_with_numpy_in_scope(judge: Judge, question: Coding) -> None:
    pairs = (
        Example("running_mean([1, 2, 3], 2)", "[1.5, 2.5]"),
        Example("np.array(running_mean([1, 2], 1))", "[1.0, 2.0]"),
        Example("running_mean([1], 2)", "[]"),
        Example("running_mean([1], 1)", "[2.0]"),
        Example("open('/etc/passwd').read()", "''"),
    )
    shown = run_examples(Confined(judge, question), replace(question, examples=pairs, requires=("numpy",)))
    assert (shown.count, shown.right) == (5, 2)
    refused, wrong, hostile = (fault.message for fault in shown.faults)
    assert refused.endswith("ValueError: 2")
    assert wrong.endswith("it is 1.0 at [0], not 2.0")
    assert "PermissionError" in hostile


def test_examples_of_a_solution_that_does_not_load_are_one_fault(judge: Judge, question: Coding) -> None:
    shown = run_examples(Confined(judge, question), replace(question, solution="1 / 0"))
    assert [fault.message for fault in shown.faults] == [
        "the examples do not run: runtime_error: ZeroDivisionError: division by zero"
    ]


@pytest.mark.parametrize(
    ("expr", "zh", "en", "said"),
    [
        ("20000 * 0.3", "约 6,000 次", "about 6,000", None),
        ("20000 * 0.3", "约 6 千次", "about 6.2 thousand", None),
        ("log2(8) * sqrt(4)", "6", "6", None),
        ("2 * 3", "50 与 6", "50 and 8", "2 * 3 = 6 calls, and the en answer names no figure within 10% of it"),
        ("2 * 3", "没有数字", "6", "the zh answer names no figure"),
        ("2 * 3", "6%", "6%", "the zh answer names no figure"),
        ("1 / 0", "1", "1", "1 / 0 cannot be evaluated: runtime_error: ZeroDivisionError"),
        ("'six'", "6", "6", "cannot be evaluated: runtime_error: ValueError"),
    ],
)
def test_an_estimate_agrees_with_a_figure_of_the_answer(
    judge: Judge, question: Coding, expr: str, zh: str, en: str, said: str | None
) -> None:
    estimate = Estimate(expr, "calls", 0.1)
    shown = run_estimate(Confined(judge, question), replace(question, answer=Text(zh, en)), estimate)
    assert shown.right == (said is None)
    assert [said in fault.message for fault in shown.faults] == [True] * (said is not None)
