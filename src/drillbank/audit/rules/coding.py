"""What a coding question needs before it can be proved."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator

from drillbank.audit.content import Content, Fault
from drillbank.audit.mistakes import test_names
from drillbank.model import Coding, Question
from drillbank.sandbox.node.runtime import NAMES

MISTAKES_LEAST = 3
RUNGS = 4
GIVEAWAY_LEAST = 14  # characters without blanks; shorter lines (x = x + 1) are nobody's secret
_PLAIN_LINE = re.compile(r"\s*(?:import|from|def|class|raise|assert|else|try|finally|except|return\s+\w+\s*$|[#\"']|@)")
_BLANK = re.compile(r"\s+")


def mistakes_named(question: Question, content: Content) -> Iterator[Fault]:
    """At least 3 named mistakes, each caught by tests that exist."""
    if not isinstance(question, Coding):
        return
    if len(question.wrong) < MISTAKES_LEAST:
        yield Fault("wrong", f"at least {MISTAKES_LEAST} named mistakes are wanted, not {len(question.wrong)}")
    names = test_names(question)
    for index, wrong in enumerate(question.wrong):
        if not wrong.caught_by:
            yield Fault(f"wrong[{index}]", f'mistake "{wrong.id}" names no test that catches it (caught_by:)')
        for place, name in enumerate(wrong.caught_by):
            if name not in names:
                yield Fault(f"wrong[{index}].caught_by[{place}]", f'there is no test "{name}"')


def hints_ladder(question: Question, content: Content) -> Iterator[Fault]:
    """4 hints, and no line of the solution before the last of them."""
    if not isinstance(question, Coding):
        return
    if len(question.hints) != RUNGS:
        yield Fault("hints", f"a ladder has {RUNGS} hints, not {len(question.hints)}")
    secrets = _telling_lines(question.solution)
    for index, hint in enumerate(question.hints[: RUNGS - 1]):
        for lang, text in (("zh", hint.zh), ("en", hint.en)):
            tight = _BLANK.sub("", text or "")
            told = next((line for line in secrets if _BLANK.sub("", line) in tight), None)
            if told is not None:
                yield Fault(f"hints[{index}].{lang}", f"gives a line of the solution away: {told[:60]}")


def oracle_independent(question: Question, content: Content) -> Iterator[Fault]:
    """An oracle that is no copy of the solution."""
    if not isinstance(question, Coding):
        return
    if not question.oracle:
        yield Fault("oracle", "is missing")
    elif _shape(question.oracle, question.language) == _shape(question.solution, question.language):
        yield Fault("oracle", "is the solution again; it has to be independent")


def starter_there(question: Question, content: Content) -> Iterator[Fault]:
    """A starter that is not the solution, and the question asked after success."""
    if not isinstance(question, Coding):
        return
    if not question.starter:
        yield Fault("starter", "is missing")
    elif _shape(question.starter, question.language) == _shape(question.solution, question.language):
        yield Fault("starter", "is the solution")
    if not question.explain:
        yield Fault("explain", "the one-sentence question asked after success is missing")


def language_offers(question: Question, content: Content) -> Iterator[Fault]:
    """JavaScript has the packages that are offered to it, and no growth test."""
    if not isinstance(question, Coding) or question.language == "python":
        return
    offered = sorted(set(NAMES.values()))
    for index, name in enumerate(question.requires):
        if name not in NAMES:
            yield Fault(f"requires[{index}]", f"{name} is not offered to {question.language}: {', '.join(offered)}")
    if question.growth is not None:
        yield Fault("growth", f"is not measured for {question.language}")


def code_parses(question: Question, content: Content) -> Iterator[Fault]:
    """Every Python program in the question parses."""
    for field, code, body in _programs(question):
        source = f"def test():\n{textwrap.indent(code, '    ')}" if body else code
        try:
            ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            line = getattr(error, "lineno", None)
            where = f" in its line {line - body}" if line else ""
            yield Fault(field, f"is no valid Python{where}: {getattr(error, 'msg', error)}")


def _programs(question: Question) -> Iterator[tuple[str, str, bool]]:
    """(field, code, whether it is the body of a function)."""
    for index, block in enumerate(question.code):
        if block.language == "python":
            yield f"code[{index}].run", block.run, False
    if not isinstance(question, Coding):
        return
    for index, test in enumerate(question.tests):
        yield f"tests[{index}].code", test.code, True
    if question.language != "python":
        return
    for name in ("given", "starter", "solution", "oracle"):
        yield name, getattr(question, name), False
    for index, code in enumerate(question.alternatives):
        yield f"alternatives[{index}]", code, False
    for index, wrong in enumerate(question.wrong):
        yield f"wrong[{index}].code", wrong.code, False


def _telling_lines(solution: str) -> list[str]:
    lines = (line.strip() for line in solution.splitlines())
    return [line for line in lines if len(_BLANK.sub("", line)) >= GIVEAWAY_LEAST and not _PLAIN_LINE.match(line)]


def _shape(code: str, language: str) -> str:
    """A program without layout and comments."""
    if language == "python":
        try:
            return ast.dump(ast.parse(code))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            pass
    return _BLANK.sub("", code)
