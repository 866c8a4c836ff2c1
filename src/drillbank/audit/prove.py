"""``bank prove``: one question through the whole gate, everything of it run by the judge, confined.

The gate is stated in parts, one function each; a part yields faults, never raises them.  A part's work is a list of
gradings that the executor runs side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from drillbank.audit import javascript, mistakes, trivial
from drillbank.audit.confined import Confined, DidNotRun
from drillbank.audit.demonstrations import Shown, is_missing_runtime, run_blocks, run_estimate, run_examples
from drillbank.audit.mutation import Mutant, Mutants, is_edit, mutate
from drillbank.audit.proof import KILL_RATE_LEAST, Fault, KillMatrix, Proof, Survivor, killed_enough
from drillbank.errors import JudgeUnavailable
from drillbank.grading.judge import Judge
from drillbank.model import Business, Coding, Limits, Outcome, Question, Verdict

SEEDS = range(1, 21)
GROWTH_SEEDS = 3  # growth is measured, not drawn: three times tell as much as twenty
ALTERNATIVE_SEEDS = 5
MISTAKE_SEEDS = 3
MUTANT_SEEDS = 3
MUTANT_WALL_LEAST_S = 1.0
MUTANT_WALL_TIMES = 20.0  # of what the reference takes for all tests together
_MACHINE = (Outcome.TIME_LIMIT_EXCEEDED, Outcome.MEMORY_LIMIT_EXCEEDED, Outcome.JUDGE_ERROR)

T = TypeVar("T")
Progress = Callable[[int, int], None]  # (done, total) of one question's gradings


def _silent(done: int, total: int) -> None:
    """No one is watching."""


@dataclass
class Gate:
    """One coding question on its way: what every part needs, and what they found."""

    question: Coding
    judge: Judge
    pool: Executor
    progress: Progress
    faults: list[Fault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    busy: bool = False
    done: int = 0
    total: int = 0

    def fault(self, what: str, message: str, *verdicts: Verdict) -> None:
        self.faults.append(Fault(what, message))
        self.busy |= any(verdict.outcome in _MACHINE for verdict in verdicts)

    def grade(
        self, code: str, seed: int, *, growth: bool = False, wall_s: float | None = None, stop_early: bool = False
    ) -> Verdict:
        """One grading; ``stop_early`` leaves the mistakes at home, for whom nobody asks then."""
        question = self.question if growth else replace(self.question, growth=None)
        if stop_early:
            question = replace(question, wrong=())
        if wall_s is not None:
            question = replace(question, limits=Limits(wall_s, question.limits.memory_mb))
        return self.judge.grade(question, code, seed=seed, stop_early=stop_early)

    def side_by_side(self, work: Callable[[T], Any], items: Iterable[T]) -> list[Any]:
        """``work`` of each item, in order, as many at once as the judge serves."""
        futures = [self.pool.submit(work, item) for item in items]
        self.total += len(futures)
        results = []
        try:
            for future in futures:
                results.append(future.result())
                self.done += 1
                self.progress(self.done, self.total)
        finally:
            for future in futures:
                future.cancel()
        return results


def prove(question: Question, judge: Judge, pool: Executor, progress: Progress = _silent) -> Proof:
    """Everything that can be run of a question.  Raises JudgeUnavailable where a layer of the sandbox is missing."""
    if isinstance(question, Coding):
        try:
            return _prove_coding(Gate(question, judge, pool, progress))
        except JudgeUnavailable as error:
            if not is_missing_runtime(error):
                raise
            return Proof(question=question.id, kind="coding", skipped=f"needs {error.missing}, which is not installed")
    confined = Confined(judge, question)
    blocks = run_blocks(confined, question)
    estimate = Shown()
    if isinstance(question, Business) and question.estimate is not None:
        estimate = run_estimate(confined, question, question.estimate)
    progress(1, 1)
    return Proof(
        question=question.id,
        kind=question.kind,
        faults=blocks.faults + estimate.faults,
        remarks=blocks.skipped,
        demonstrations=blocks.count,
        demonstrations_right=blocks.right,
        estimates=estimate.count,
        estimates_plausible=estimate.right,
        busy=blocks.busy,
    )


def _prove_coding(gate: Gate) -> Proof:
    question = gate.question
    confined = Confined(gate.judge, question)
    accepted, reference = _reference(gate)
    blocks, examples = run_blocks(confined, question), run_examples(confined, question)
    gate.faults.extend(blocks.faults + examples.faults)
    gate.remarks.extend(blocks.skipped)
    gate.busy |= blocks.busy or examples.busy
    found: dict[str, Any] = {}
    if accepted:  # or no other verdict means anything
        found = {**_empty_programs(gate, confined), **_alternatives(gate), **_mistakes(gate)}
        found |= _mutants(gate, confined, reference, found["matrix"])
    return Proof(
        question=question.id,
        kind="coding",
        faults=tuple(gate.faults),
        remarks=tuple(gate.remarks),
        tests=len(question.tests),
        reference_accepted=accepted,
        alternatives=len(question.alternatives),
        wrong=len(question.wrong),
        examples=examples.count,
        examples_right=examples.right,
        demonstrations=blocks.count,
        demonstrations_right=blocks.right,
        busy=gate.busy,
        **found,
    )


# ------------------------------------------------------------------------------------ what must be accepted


def _reference(gate: Gate) -> tuple[bool, Verdict]:
    """The solution on every seed; says whether all of them accept it, with the first verdict."""
    question = gate.question
    first = gate.grade(question.solution, SEEDS[0], growth=True)
    verdicts = [first]
    if first.outcome is Outcome.ACCEPTED:
        verdicts += gate.side_by_side(
            lambda seed: gate.grade(question.solution, seed, growth=seed <= GROWTH_SEEDS), SEEDS[1:]
        )
    refused = [verdict for verdict in verdicts if verdict.outcome is not Outcome.ACCEPTED]
    if refused:
        seeds = ", ".join(str(verdict.seed) for verdict in refused)
        gate.fault("solution", f"the solution is not accepted on seed {seeds}: {_reason(refused[0])}", *refused)
    return not refused, first


def _alternatives(gate: Gate) -> dict[str, Any]:
    question = gate.question
    work = [(number, seed) for number in range(len(question.alternatives)) for seed in SEEDS[:ALTERNATIVE_SEEDS]]
    verdicts = gate.side_by_side(
        lambda item: gate.grade(question.alternatives[item[0]], item[1], growth=item[1] == SEEDS[0]), work
    )
    refused: dict[int, Verdict] = {}
    for (number, _), verdict in zip(work, verdicts, strict=True):
        if verdict.outcome is not Outcome.ACCEPTED:
            refused.setdefault(number, verdict)
    for number, verdict in refused.items():
        where = f"alternative {number + 1} is not accepted on seed {verdict.seed}"
        gate.fault("alternatives", f"{where}: {_reason(verdict)}", verdict)
    return {"alternatives_accepted": len(question.alternatives) - len(refused)}


# ------------------------------------------------------------------------------------ what must be rejected


def _empty_programs(gate: Gate, confined: Confined) -> dict[str, Any]:
    """The starter, and programs that do nothing of what was asked."""
    try:
        if gate.question.language == "python":
            found = confined.ask(trivial, f"_tool['trivial']({gate.question.solution!r})")
        else:
            found = javascript.trivial(javascript.exported(confined, gate.question))
        programs = {str(name): str(code) for name, code in found.items()}
    except (DidNotRun, AttributeError) as error:
        gate.fault("trivial", f"the trivial programs cannot be made: {error}")
        programs = {}
    if not programs:
        what = "defines no public" if gate.question.language == "python" else "exports no (module.exports = …)"
        gate.fault("trivial", f"the solution {what} function or class")
    named = [("starter", gate.question.starter), *programs.items()]
    verdicts = gate.side_by_side(lambda item: gate.grade(item[1], SEEDS[0], stop_early=True), named)
    rejected = {}
    for (name, _), verdict in zip(named, verdicts, strict=True):
        rejected[name] = _rejected(verdict)
        if not rejected[name]:
            what = "starter" if name == "starter" else "trivial"
            shown = "the starter" if name == "starter" else f"the program that answers {_ANSWERS[name]}"
            said = "is accepted" if verdict.outcome is Outcome.ACCEPTED else f"breaks the tests: {_reason(verdict)}"
            gate.fault(what, f"{shown} {said}", verdict)
    starter = rejected.pop("starter")
    return {"starter_rejected": starter, "trivial": len(programs), "trivial_rejected": sum(rejected.values())}


_ANSWERS = {
    "none": "None",
    "identity": "its first argument",
    "echo": "its arguments",
    "zeros": "zeros in the shape of its first argument",
    "zero": "0.0",
    "constant": "1.0",
}


def _mistakes(gate: Gate) -> dict[str, Any]:
    question = gate.question
    work = [(wrong, seed) for wrong in question.wrong for seed in SEEDS[:MISTAKE_SEEDS]]
    verdicts = gate.side_by_side(lambda item: gate.grade(item[0].code, item[1], growth=True), work)
    rejected = named = 0
    rows = []
    for index, wrong in enumerate(question.wrong):
        own = verdicts[index * MISTAKE_SEEDS : (index + 1) * MISTAKE_SEEDS]
        judged = mistakes.judged(question, wrong, own)
        for message in judged.faults:
            gate.fault("wrong", message, *own)
        gate.remarks.extend(judged.remarks)
        rejected, named = rejected + judged.rejected, named + judged.named
        rows.append(mistakes.row(question, own[0]))
    names = mistakes.test_names(question)
    matrix = KillMatrix(names, tuple(wrong.id for wrong in question.wrong), tuple(rows), (0,) * len(names))
    return {"wrong_rejected": rejected, "wrong_named": named, "matrix": matrix}


def _mutants(gate: Gate, confined: Confined, reference: Verdict, matrix: KillMatrix) -> dict[str, Any]:
    if gate.question.language != "python":
        gate.remarks.append(javascript.NO_MUTANTS)
        _tests_needed(gate, matrix, dict.fromkeys(matrix.tests, 0))
        _excuses_used(gate, (), ())
        return {}
    try:
        mutants = mutate(confined, gate.question.solution)
    except DidNotRun as error:
        gate.fault("mutants", f"the mutants cannot be made: {error}")
        mutants = Mutants((), 0, 0)
    wall_s = max(MUTANT_WALL_LEAST_S, MUTANT_WALL_TIMES * reference.cpu_s)
    killers = gate.side_by_side(lambda mutant: _killer(gate, mutant, wall_s), mutants.made)
    counts = dict.fromkeys(matrix.tests, 0)
    survivors = []
    for mutant, killer in zip(mutants.made, killers, strict=True):
        if killer is None:
            survivors.append(Survivor(mutant.line, mutant.was, mutant.now, mutant.operator, _excuse(gate, mutant)))
        elif killer in counts:
            counts[killer] += 1
    killed = len(mutants.made) - len(survivors)
    for survivor in survivors:
        if not survivor.excused:
            edit = f"`{' '.join(survivor.was.split())}` → `{' '.join(survivor.now.split())}`"
            advice = "kill it with a test, or list it in `equivalent` with the reason"
            gate.fault("mutants", f"line {survivor.line} of the solution: {edit} survives every test; {advice}")
    _tests_needed(gate, matrix, counts)
    _excuses_used(gate, mutants.made, killers)
    if not killed_enough(killed, len(mutants.made)):
        gate.fault(
            "mutants", f"{killed} of {len(mutants.made)} mutants are killed; at least {KILL_RATE_LEAST:.0%} must be"
        )
    return {
        "mutants": len(mutants.made),
        "mutants_killed": killed,
        "duplicates": mutants.duplicates,
        "not_compiling": mutants.not_compiling,
        "survivors": tuple(survivors),
        "matrix": replace(matrix, mutants=tuple(counts.values())),
    }


def _tests_needed(gate: Gate, matrix: KillMatrix, first_kills: Mapping[str, int]) -> None:
    """A test that catches no mistake, and no mutant before the others do, could be missing and nobody would notice."""
    for index, name in enumerate(matrix.tests):
        catches = any(row[index] not in ("", Outcome.ACCEPTED.value) for row in matrix.cells)
        if not catches and not first_kills[name]:
            gate.remarks.append(f"test {name} catches no named mistake and no mutant; name the mistake it is there for")


def _killer(gate: Gate, mutant: Mutant, wall_s: float) -> str | None:
    """The test that kills a mutant ("" where it does not even load), None where it survives them all."""
    for seed in SEEDS[:MUTANT_SEEDS]:
        verdict = gate.grade(mutant.code, seed, wall_s=wall_s, stop_early=True)
        if verdict.outcome is not Outcome.ACCEPTED:
            return _first_failing(verdict)
    if gate.question.growth is not None:
        verdict = gate.grade(mutant.code, SEEDS[0], growth=True, stop_early=True)
        if verdict.outcome is not Outcome.ACCEPTED:
            return _first_failing(verdict)
    return None


def _excuse(gate: Gate, mutant: Mutant) -> str:
    for entry in gate.question.equivalent:
        if is_edit(mutant, entry.was, entry.now):
            return entry.because.strip()
    return ""


def _excuses_used(gate: Gate, made: Sequence[Mutant], killers: Sequence[str | None]) -> None:
    """An excuse for a mutant that dies, or for none at all, is a fault: it would hide the next."""
    for entry in gate.question.equivalent:
        meant = [killer for mutant, killer in zip(made, killers, strict=True) if is_edit(mutant, entry.was, entry.now)]
        shown = f"`{entry.was.strip()}` → `{entry.now.strip()}` in `equivalent`"
        if not meant:
            gate.fault("equivalent", f"{shown} is no mutant of the solution; remove it or write it as it is shown")
        elif all(killer is not None for killer in meant):
            gate.fault("equivalent", f"{shown} is killed by the tests; remove it")


# --------------------------------------------------------------------------------------------------- words


def _rejected(verdict: Verdict) -> bool:
    return verdict.outcome not in (Outcome.ACCEPTED, Outcome.JUDGE_ERROR)


def _first_failing(verdict: Verdict) -> str:
    return next((test.name for test in verdict.tests if test.verdict is not Outcome.ACCEPTED), "")


def _reason(verdict: Verdict) -> str:
    """The first failing test in one line."""
    for test in verdict.tests:
        if test.verdict is not Outcome.ACCEPTED:
            words = " ".join(test.message.split())
            return f"test {test.name}: {test.verdict.value}{': ' + words[-300:] if words else ''}"
    return verdict.outcome.value
