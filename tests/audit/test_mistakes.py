from __future__ import annotations

from dataclasses import replace

import pytest

from drillbank.audit.mistakes import judged, row, test_names
from drillbank.model import Coding, Diagnosis, Mistake, Outcome, TestResult, Text, Verdict

from .proving import loaded

A, W = Outcome.ACCEPTED, Outcome.WRONG_ANSWER
CRASH, SLOW = Outcome.RUNTIME_ERROR, Outcome.TIME_LIMIT_EXCEEDED
NAMES = ("by-hand", "drawn", "bad-window", "widest-and-narrowest", "growth")


@pytest.fixture
def question() -> Coding:
    found = loaded().get("running-mean")
    assert isinstance(found, Coding)
    return found


def mistake(says: str = "divides by k", caught_by: tuple[str, ...] = ("by-hand",)) -> Mistake:
    return Mistake("slip", Text(en=says), "", caught_by)


def verdict(*outcomes: Outcome, seed: int = 1, named: tuple[str, ...] = ("slip",)) -> Verdict:
    results = tuple(TestResult(name, outcome, False) for name, outcome in zip(NAMES, outcomes, strict=False))
    failing = [outcome for outcome in outcomes if outcome is not A]
    diagnosis = tuple(Diagnosis(name, Text()) for name in named)
    return Verdict("running-mean", failing[0] if failing else A, 0.0, results, seed, diagnosis=diagnosis)


def test_rejected_by_assertion_and_named_on_every_seed_is_right(question: Coding) -> None:
    found = judged(question, mistake(), [verdict(W, A, A, A), verdict(W, W, A, A, seed=2)])
    assert (found.rejected, found.named, found.faults, found.remarks) == (True, True, (), ())


@pytest.mark.parametrize(
    ("verdicts", "rejected", "named", "said"),
    [
        ([verdict(W, A, A, A), verdict(A, A, A, A, A, seed=2)], False, False, "slip is accepted on seed 2"),
        ([verdict(Outcome.JUDGE_ERROR)], False, False, "slip breaks the tests on seed 1"),
        ([verdict(A, W, A, A)], True, True, "slip: by-hand does not catch it on seed 1"),
        ([verdict(CRASH, W, A, A)], True, True, "by-hand rejects it by runtime_error and not by an assertion"),
        ([verdict(W, named=())], True, False, "slip is not recognised by its name"),
        ([verdict(W), verdict(W, seed=2, named=())], True, False, "slip is not recognised by its name"),
        ([verdict(W, named=("other",))], True, False, "not recognised by its name, but taken for other"),
    ],
)
def test_what_is_wrong_with_a_mistake_is_said(
    question: Coding, verdicts: list[Verdict], rejected: bool, named: bool, said: str
) -> None:
    found = judged(question, mistake(), verdicts)
    assert (found.rejected, found.named) == (rejected, named)
    assert any(said in fault for fault in found.faults), found.faults


def test_a_test_that_does_not_exist_or_did_not_run_catches_nothing(question: Coding) -> None:
    found = judged(question, mistake(caught_by=("by-hand", "by-foot", "drawn")), [verdict(W)])
    assert found.faults == (
        "slip: caught_by names by-foot, which is no test",
        "slip: drawn did not run on seed 1, an earlier failure ended the run",
    )


@pytest.mark.parametrize(
    ("outcome", "says", "excused"),
    [
        (CRASH, "raises IndexError for one item", True),
        (CRASH, "crashes on an empty list", True),
        (CRASH, "forgets the last item", False),
        (SLOW, "is quadratic and too slow", True),
        (SLOW, "raises IndexError for one item", False),
        (Outcome.MEMORY_LIMIT_EXCEEDED, "keeps every step in memory", True),
        (Outcome.PROTOCOL_ERROR, "returns a generator and crashes", False),
    ],
)
def test_a_mistake_that_crashes_or_hangs_has_to_say_so(
    question: Coding, outcome: Outcome, says: str, excused: bool
) -> None:
    for caught_by in (("by-hand",), ()):
        found = judged(question, mistake(says, caught_by), [verdict(outcome, named=())])
        assert found.rejected
        assert (found.faults == ()) is excused, found.faults


def test_both_languages_have_to_say_it(question: Coding) -> None:
    half = replace(mistake(), says=Text("漏掉最后一个", "raises IndexError"))
    assert judged(question, half, [verdict(CRASH, named=())]).faults
    whole = replace(mistake(), says=Text("抛出异常", "raises IndexError"))
    assert judged(question, whole, [verdict(CRASH, named=())]).faults == ()


def test_the_growth_test_rejects_by_time(question: Coding) -> None:
    slow = mistake("sums again", ("growth",))
    assert judged(question, slow, [verdict(A, A, A, A, SLOW, named=())]).faults == ()
    assert "growth does not catch it" in judged(question, slow, [verdict(W, A, A, A, A)]).faults[0]
    assert test_names(question) == NAMES
    assert test_names(replace(question, growth=None)) == NAMES[:-1]


def test_a_test_of_the_questions_own_may_be_called_growth(question: Coding) -> None:
    own = replace(question, growth=None, tests=(*question.tests[:-1], replace(question.tests[-1], name="growth")))
    result = Verdict("q", W, 0.0, (TestResult("by-hand", A, False), TestResult("growth", W, False)), 1)
    assert row(own, result) == ("accepted", "", "", "wrong_answer")


def test_a_twin_is_pointed_out_where_every_seed_sees_it(question: Coding) -> None:
    both = verdict(W, named=("slip", "twin"))
    assert judged(question, mistake(), [both, both]).remarks == ("no test tells slip from twin",)
    assert judged(question, mistake(), [both, verdict(W)]).remarks == ()
