"""The question's own programs where they are no Python: served by a confined process of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from drillbank.grading import programs, proxy
from drillbank.grading.judge import Judge
from tests.sandbox.node.asking import asked, needs_node

DOUBLE = "exports.f = (x) => 2 * x;"
WRONG = {
    "hangs": "exports.f = (x) => { for (;;); };",
    "exits": "process.exit(0);",
    "squares": "exports.f = (x) => x * x;",
    "does-not-parse": "exports.f = (",
    "triples": "exports.f = (x) => 3 * x;",
}


@pytest.fixture(scope="module")
def javascript(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    with Judge.open(tmp_path_factory.mktemp("scratch")) as opened:
        yield opened


@pytest.mark.node
@needs_node
def test_a_mistake_is_named_though_others_break_their_process(javascript: Judge) -> None:
    question = asked("equal(solution.f(5), 10)", "equal(solution.f(2), 4)", solution=DOUBLE, wrong=WRONG)
    verdict = javascript.grade(question, "const f = (x) => x + x + x;", seed=1)
    assert [found.wrong for found in verdict.diagnosis] == ["triples"]
    assert verdict.tests[0].expected == "10"
    assert verdict.tests[0].got == "15"


@pytest.mark.node
@needs_node
def test_the_reference_can_be_asked_in_a_test_and_its_faults_are_not_the_answers(javascript: Judge) -> None:
    asks = asked("equal(reference.f(4), solution.f(4))", solution=DOUBLE)
    assert javascript.grade(asks, "exports.f = (x) => x + x;", seed=1).outcome == "accepted"
    assert javascript.grade(asks, "exports.f = (x) => x;", seed=1).outcome == "wrong_answer"
    broken = asked("reference.g(4)", solution=DOUBLE)
    assert javascript.grade(broken, DOUBLE, seed=1).outcome == "judge_error"


@pytest.mark.node
@needs_node
def test_rounding_alone_does_not_hide_a_mistake(javascript: Judge) -> None:
    """JavaScript has one kind of number: 1 and 0.9999999999 are the same kind."""
    question = asked(
        "close(solution.f(1.5), 2.0)",
        solution="exports.f = (x) => x + 0.5;",
        wrong={"less": "exports.f = (x) => x - 0.5;"},
    )
    verdict = javascript.grade(question, "exports.f = (x) => x - 0.5000000000001;", seed=1)
    assert [found.wrong for found in verdict.diagnosis] == ["less"]


def test_python_programs_run_where_they_are_asked() -> None:
    opened = programs.python({"given": "k = 3", "arrays": "numpy"})("def f(x): return k * x")
    program = proxy.Program(programs.Conversation(opened))
    assert program.f(4) == 12
    with pytest.raises(programs.ProgramFailed):
        program.f(None)


def test_a_host_without_a_process_says_so() -> None:
    with pytest.raises(programs.ProgramFailed, match="no process"):
        programs.Host(lambda: None).open("exports.f = 1;")
