"""What stands in an answer and can be run: code with its output, examples of a prompt, a back-of-envelope estimate."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any

from drillbank.audit import examples as tool
from drillbank.audit import javascript
from drillbank.audit.confined import Confined, DidNotRun
from drillbank.audit.numbers import figures
from drillbank.audit.proof import Fault
from drillbank.errors import JudgeUnavailable
from drillbank.model import LANGS, Base, Coding, Estimate

WALL_S = 120.0
MEMORY_MB = 2048.0
DIFFERENCES_SHOWN = 6

_EXAMPLES = """
def _differences(pairs):
    scope = globals()
    try:
        scope.setdefault("np", __import__("numpy"))
    except ImportError:
        pass
    found = []
    for call, gives in pairs:
        try:
            found.append(_tool["differs"](eval(compile(call.strip(), "example", "eval"), scope), gives))
        except Exception as error:
            found.append(f"{type(error).__name__}: {error}"[:300])
    return found
"""
_ESTIMATE = """
import math
scope = {name: value for name, value in vars(math).items() if not name.startswith("_")}
print(repr(float(eval(compile(%r.strip(), "estimate", "eval"), scope))))
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """How many there are, how many are right, what is wrong, and whether a fault may be the machine's."""

    count: int = 0
    right: int = 0
    faults: tuple[Fault, ...] = ()
    skipped: tuple[str, ...] = ()
    busy: bool = False


def run_blocks(confined: Confined, question: Base) -> Shown:
    """Run each ``code`` block of the answer and compare what it prints."""
    faults: list[Fault] = []
    skipped: list[str] = []
    busy = False
    for number, block in enumerate(question.code, 1):
        try:
            printed = confined.printed(
                block.run, requires=block.requires, wall_s=WALL_S, memory_mb=MEMORY_MB, language=block.language
            )
        except JudgeUnavailable as error:
            if not is_missing_runtime(error):
                raise
            skipped.append(f"code block {number} needs {error.missing}, which is not installed")
            continue
        except DidNotRun as error:
            faults.append(Fault("code", f"code block {number} does not run: {error}"))
            busy |= error.busy
            continue
        if printed.rstrip() != block.expect.rstrip():
            faults.append(
                Fault("code", f"code block {number} prints something else: {_difference(block.expect, printed)}")
            )
    ran = len(question.code) - len(skipped)
    return Shown(ran, ran - len(faults), tuple(faults), tuple(skipped), busy)


def is_missing_runtime(error: JudgeUnavailable) -> bool:
    """A distribution that is not installed, and not a layer of the sandbox."""
    return error.missing.startswith("the runtime ")


def _difference(expect: str, printed: str) -> str:
    lines = difflib.ndiff(expect.rstrip().splitlines(), printed.rstrip().splitlines())
    shown = [line for line in lines if line[0] in "+-"]
    more = f" and {len(shown) - DIFFERENCES_SHOWN} more lines" if len(shown) > DIFFERENCES_SHOWN else ""
    return " | ".join(shown[:DIFFERENCES_SHOWN]) + more


def run_examples(confined: Confined, question: Coding) -> Shown:
    """Evaluate each example of the prompt beside the solution."""
    pairs = [(example.call, example.gives) for example in question.examples]
    if not pairs:
        return Shown()
    program = f"{question.solution}\n{_EXAMPLES}"
    found: Any
    try:
        if question.language == "python":
            found = confined.ask(
                tool, f"_differences({pairs!r})", program=program, requires=question.requires, given=question.given
            )
        else:
            found = javascript.differences(confined, question)
    except DidNotRun as error:
        return Shown(len(pairs), 0, (Fault("examples", f"the examples do not run: {error}"),), busy=error.busy)
    if not isinstance(found, list) or len(found) != len(pairs):
        return Shown(len(pairs), 0, (Fault("examples", "the examples give no answer"),))
    faults = tuple(
        Fault("examples", f"{call} does not give {gives}: {difference}")
        for (call, gives), difference in zip(pairs, found, strict=True)
        if difference
    )
    return Shown(len(pairs), len(pairs) - len(faults), faults)


def run_estimate(confined: Confined, question: Base, estimate: Estimate) -> Shown:
    """Evaluate the estimate; the answer, in each language, has to name a figure that it does not contradict."""
    try:
        value = float(confined.printed(_ESTIMATE % estimate.expr))
    except (DidNotRun, ValueError) as error:
        reason = str(error) if isinstance(error, DidNotRun) else "it gives no number"
        return Shown(1, 0, (Fault("estimate", f"{estimate.expr} cannot be evaluated: {reason}"),))
    for lang in LANGS:
        named = [float(figure) for figure in figures(question.answer.get(lang)) if not figure.endswith("%")]
        if not any(abs(figure - value) <= estimate.tolerance * abs(value) for figure in named):
            within = f"within {estimate.tolerance:.0%}"
            message = (
                f"{estimate.expr} = {value:.6g} {estimate.unit}, and the {lang} answer names no figure {within} of it"
            )
            return Shown(1, 0, (Fault("estimate", message),))
    return Shown(1, 1)
