"""A named mistake and its verdicts: is it rejected by assertion, where its question says so, and by its name?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drillbank.model import Coding, Mistake, Outcome, Verdict

GROWTH = "growth"  # the name of the test that follows the question's own ones

# A mistake whose nature is to crash or to hang says so in its description.
_SAYS = {
    Outcome.RUNTIME_ERROR: re.compile(
        r"crash|rais(?:es|ing)|throws?\b|exception|\w+Error\b|overflow|recurs|报错|抛出|异常|崩溃|递归|溢出",
        re.IGNORECASE,
    ),
    Outcome.TIME_LIMIT_EXCEEDED: re.compile(
        r"slow|hang|never ends|endless|infinite loop|quadratic|exponential|O\(|超时|死循环|慢|平方|指数", re.IGNORECASE
    ),
    Outcome.MEMORY_LIMIT_EXCEEDED: re.compile(r"memory|内存|显存", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Judged:
    rejected: bool
    named: bool
    faults: tuple[str, ...]
    remarks: tuple[str, ...]


def test_names(question: Coding) -> tuple[str, ...]:
    """The tests in order, with the growth test at the end where there is one."""
    names = tuple(test.name for test in question.tests)
    return (*names, GROWTH) if question.growth else names


test_names.__test__ = False  # type: ignore[attr-defined]  # pytest would collect it by its name


def row(question: Coding, verdict: Verdict) -> tuple[str, ...]:
    """The verdict of each test, "" where it did not run."""
    said = {test.name: test.verdict.value for test in verdict.tests}
    name_of_growth = verdict.tests[-1].name if verdict.tests else ""
    if name_of_growth == GROWTH and GROWTH not in {test.name for test in question.tests}:
        said[GROWTH] = verdict.tests[-1].verdict.value
    return tuple(said.get(name, "") for name in test_names(question))


def judged(question: Coding, wrong: Mistake, verdicts: Sequence[Verdict]) -> Judged:
    """``verdicts`` come from several seeds: a mistake has to be caught and recognised on every one of them."""
    faults: list[str] = []
    for verdict in verdicts:
        if verdict.outcome is Outcome.ACCEPTED:
            faults.append(f"{wrong.id} is accepted on seed {verdict.seed}")
        elif verdict.outcome is Outcome.JUDGE_ERROR:
            message = next((test.message for test in verdict.tests if test.verdict is Outcome.JUDGE_ERROR), "")
            faults.append(f"{wrong.id} breaks the tests on seed {verdict.seed}: {' '.join(message.split())[:300]}")
    rejected = not faults
    if rejected:
        faults = _not_caught(question, wrong, verdicts)
    asserted = any(test.verdict is Outcome.WRONG_ANSWER for verdict in verdicts for test in verdict.tests)
    diagnoses = [[found.wrong for found in verdict.diagnosis] for verdict in verdicts]
    named = rejected and all(wrong.id in found for found in diagnoses)
    if rejected and asserted and not named:
        others = sorted({other for found in diagnoses for other in found if other != wrong.id})
        faults.append(
            f"{wrong.id} is not recognised by its name{', but taken for ' + ', '.join(others) if others else ''}"
        )
    alike = sorted(set.intersection(*(set(found) for found in diagnoses)) - {wrong.id}) if diagnoses else []
    remarks = [f"no test tells {wrong.id} from {other}" for other in alike if named]
    return Judged(rejected, named, tuple(dict.fromkeys(faults)), tuple(remarks))


def _not_caught(question: Coding, wrong: Mistake, verdicts: Sequence[Verdict]) -> list[str]:
    """Tests of ``caught_by`` that let it pass, did not run, or failed otherwise than by an assertion."""
    names = test_names(question)
    faults = [f"{wrong.id}: caught_by names {name}, which is no test" for name in wrong.caught_by if name not in names]
    for name in wrong.caught_by:
        for verdict in verdicts:
            said = dict(zip(names, row(question, verdict), strict=True)).get(name)
            if said == Outcome.ACCEPTED.value:
                faults.append(f"{wrong.id}: {name} does not catch it on seed {verdict.seed}")
            elif said == "":
                faults.append(
                    f"{wrong.id}: {name} did not run on seed {verdict.seed}, an earlier failure ended the run"
                )
            elif said is not None:
                faults += _not_asserted(wrong, name, Outcome(said))
    if not wrong.caught_by:
        failing = {test.verdict for verdict in verdicts for test in verdict.tests} - {Outcome.ACCEPTED}
        if Outcome.WRONG_ANSWER not in failing:
            faults += [fault for outcome in sorted(failing) for fault in _not_asserted(wrong, "a test", outcome)]
    return list(dict.fromkeys(faults))


def _not_asserted(wrong: Mistake, name: str, outcome: Outcome) -> list[str]:
    if outcome is Outcome.WRONG_ANSWER or (name == GROWTH and outcome is Outcome.TIME_LIMIT_EXCEEDED):
        return []
    pattern = _SAYS.get(outcome)
    if pattern is not None and all(pattern.search(text) for text in (wrong.says.zh, wrong.says.en) if text):
        return []
    return [
        f"{wrong.id}: {name} rejects it by {outcome.value} and not by an assertion; "
        "mend the test or the mistake, or let its description say so"
    ]
