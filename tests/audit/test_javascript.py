"""JavaScript at the gate: programs that do nothing, examples, and no mutants."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import replace

import pytest

from drillbank.audit import javascript
from drillbank.audit.confined import Confined, DidNotRun
from drillbank.audit.prove import prove
from drillbank.grading.judge import Judge
from drillbank.model import CodeBlock, Coding, Equivalent, Example
from tests.sandbox.node.asking import asked, needs_node

pytestmark = [pytest.mark.node, needs_node]
SCALE = "class Box { get(x) { return k * x; } }\nmodule.exports = { scale: async (x) => k * x, Box, version: 1 };"


@pytest.fixture(scope="module")
def question() -> Coding:
    return asked(
        "equal(solution.scale(2), 6)\nequal(solution.Box().get(3), 9)",
        solution=SCALE,
        given="const k = 3;",
        starter="module.exports = { scale() {}, Box: class {} };",
        alternatives=("const scale = (x) => x + x + x;\nclass Box { get(x) { return scale(x); } }",),
        oracle="def scale(x): return 3 * x",
        wrong={"adds": "exports.scale = (x) => k + x;\nexports.Box = class { get(x) { return k + x; } };"},
        examples=(Example("scale(2)", "6"), Example('({ a: [true, null, "null"] })', '{"a": [true, null, "null"]}')),
        code=(CodeBlock("javascript", "console.log(await Promise.resolve(6 * 7));", "42\n"),),
    )


def test_names_come_from_running_the_solution(judge: Judge, question: Coding) -> None:
    assert javascript.exported(Confined(judge, question), question) == {"scale": None, "Box": ["get"]}
    with pytest.raises(DidNotRun):
        javascript.exported(Confined(judge, question), replace(question, solution="module.exports = ("))


def test_the_whole_gate_without_mutants(judge: Judge, question: Coding, pool: Executor) -> None:
    proof = prove(question, judge, pool)
    assert proof.faults == ()
    assert (proof.trivial, proof.trivial_rejected, proof.starter_rejected) == (6, 6, True)
    assert (proof.examples_right, proof.demonstrations_right, proof.alternatives_accepted) == (2, 1, 1)
    assert (proof.wrong_rejected, proof.wrong_named) == (1, 1)
    assert proof.mutants == 0
    assert javascript.NO_MUTANTS in proof.remarks
    assert proof.holds


def test_a_program_that_does_nothing_and_passes_is_a_fault(judge: Judge, question: Coding, pool: Executor) -> None:
    weak = replace(question, tests=asked("solution.scale(2)", solution="").tests, wrong=(), examples=())
    faults = [fault.what for fault in prove(weak, judge, pool).faults]
    assert faults.count("trivial") == 6
    assert "starter" in faults


def test_a_wrong_example_and_a_needless_excuse_are_faults(judge: Judge, question: Coding, pool: Executor) -> None:
    off = replace(
        question,
        examples=(Example("scale(2)", "7"), Example("scale(", "7")),
        equivalent=(Equivalent("a", "b", "c"),),
    )
    assert "examples" in {fault.what for fault in prove(off, judge, pool).faults}
    assert "equivalent" in {fault.what for fault in prove(replace(off, examples=()), judge, pool).faults}
