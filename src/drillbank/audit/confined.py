"""Run a question's own programs, and the tools that read them, where nothing of the machine can be reached.

A bank may be a stranger's: its sources are parsed, mutated and evaluated in the process that runs answers, and come
back as text on its standard output.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from drillbank.grading.judge import Judge
from drillbank.model import Coding, Limits, Outcome, Question, Test, Text

PAGE_CHARACTERS = 24_000  # the judge keeps 32 KB of what a program prints
PAGES_MAX = 64
TOOL_WALL_S = 30.0
MEMORY_MB = 512.0

_ASK = """
import json as _json
_tool = {{"__name__": "tool"}}
exec(compile({tool!r}, "tool.py", "exec", dont_inherit=True), _tool)
_text = _json.dumps({call})
print(len(_text))
print(_text[{start}:{end}])
"""


class DidNotRun(Exception):
    """The program ended otherwise than by itself, or was stopped; the text says how.  ``busy``: time or memory."""

    def __init__(self, reason: str, *, busy: bool = False) -> None:
        super().__init__(reason)
        self.busy = busy


class Confined:
    """Runs programs on behalf of one question.  All methods raise DidNotRun and JudgeUnavailable."""

    def __init__(self, judge: Judge, question: Question) -> None:
        self.judge = judge
        self.question = question

    def printed(
        self,
        code: str,
        *,
        requires: Sequence[str] = (),
        given: str = "",
        wall_s: float = TOOL_WALL_S,
        memory_mb: float = MEMORY_MB,
        language: str = "python",
        test: str = "pass",
    ) -> str:
        """What ``code`` prints, cleaned of control characters; ``test`` may call what it defines."""
        question = self.question
        task = Coding(
            id=question.id, path=question.path, bank=question.bank, title=Text(en="a program of the bank's own"),
            topic="", level=1, minutes=1, roles=(), rev=1, prompt=Text(), answer=Text(),
            requires=tuple(requires), given=given, language=language, tests=(Test("ran", test),),
            limits=Limits(wall_s, memory_mb),
        )  # fmt: skip
        verdict = self.judge.grade(task, code, seed=1)
        if verdict.outcome is not Outcome.ACCEPTED:
            said = verdict.tests[0].message.strip() if verdict.tests else ""
            busy = verdict.outcome not in (Outcome.RUNTIME_ERROR, Outcome.SYNTAX_ERROR)
            last = said.splitlines()[-1] if said else "no reason was given"
            raise DidNotRun(f"{verdict.outcome.value}: {last}", busy=busy)
        if verdict.truncated:
            raise DidNotRun("it printed more than 32 KB")
        return verdict.stdout

    def ask(
        self, tool: ModuleType, call: str, *, program: str = "", requires: Sequence[str] = (), given: str = ""
    ) -> Any:
        """The value of ``call``, in which ``_tool`` holds the names of ``tool``, as JSON carries it.

        ``program`` runs before it, in the same namespace.
        """
        source = Path(str(tool.__file__)).read_text(encoding="utf-8")
        text = ""
        for page in range(PAGES_MAX):
            start = page * PAGE_CHARACTERS
            code = program + _ASK.format(tool=source, call=call, start=start, end=start + PAGE_CHARACTERS)
            printed = self.printed(code, requires=requires, given=given)
            body, _, part = printed.rstrip("\n").rpartition("\n")
            length = body.rpartition("\n")[2]
            text += part
            if not length.isdigit() or len(text) >= int(length):
                break
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            raise DidNotRun("what it printed last is no JSON") from None
