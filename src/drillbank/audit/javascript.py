"""JavaScript beside the gate: which names a solution exports, programs that do nothing, the examples of a prompt.

There is no parser of JavaScript here and none is invented: names come from running the solution, and there are no
mutants.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from drillbank.audit import examples as tool
from drillbank.audit.confined import Confined, DidNotRun
from drillbank.model import Coding

NO_MUTANTS = "no mutants: drillbank makes none of JavaScript, so the named mistakes alone test the tests"

_NAMES = """
;{
  const isClass = (v) => typeof v === "function" && /^class\\b/.test(Function.prototype.toString.call(v));
  const methods = (v) => Object.getOwnPropertyNames(v.prototype).filter((name) => name !== "constructor");
  const names = Object.entries(module.exports).filter(([, v]) => typeof v === "function");
  console.log(JSON.stringify(Object.fromEntries(names.map(([name, v]) => [name, isClass(v) ? methods(v) : null]))));
}
"""
_HELPERS = """\
const zeros = (v) =>
  Array.isArray(v) ? v.map(zeros)
  : ArrayBuffer.isView(v) ? v.map(() => 0)
  : v !== null && typeof v === "object" ? Object.fromEntries(Object.entries(v).map(([k, x]) => [k, zeros(x)]))
  : typeof v === "string" ? "" : 0;
const empty = (...args) => { BODY };
"""
NOTHING = {
    "none": "return null;",
    "identity": "return args.length ? args[0] : null;",
    "echo": "return args;",
    "zeros": "return args.length ? zeros(args[0]) : 0;",
    "zero": "return 0;",
    "constant": "return 1;",
}
_EXAMPLES = """
;const exportsOfSolution = module.exports;
module.exports = {
  async examples() {
    for (const call of [CALLS]) {
      try {
        console.log(JSON.stringify({ value: await call() }));
      } catch (error) {
        console.log(JSON.stringify({ error: String(error) }));
      }
    }
  },
};
"""
_JSON_WORDS = re.compile(r'"(?:[^"\\]|\\.)*"|\b(?:true|false|null)\b')
_AS_PYTHON = {"true": "True", "false": "False", "null": "None"}


def exported(confined: Confined, question: Coding) -> dict[str, list[str] | None]:
    """The functions (None) and classes (their methods) that the solution exports; raises DidNotRun."""
    printed = confined.printed(
        question.solution + _NAMES, requires=question.requires, given=question.given, language=question.language
    )
    try:
        found = json.loads(printed.rstrip().rpartition("\n")[2])
        return {str(name): value for name, value in found.items()}
    except (ValueError, AttributeError, RecursionError):
        raise DidNotRun("the names that it exports cannot be read") from None


def trivial(names: Mapping[str, list[str] | None]) -> dict[str, str]:
    """Name of each program that does nothing of what was asked -> its source; empty where nothing is exported."""
    if not names:
        return {}
    parts = [f"{name}: {_empty(methods)}" for name, methods in names.items()]
    exports = f"module.exports = {{ {', '.join(parts)} }};\n"
    return {name: _HELPERS.replace("BODY", body) + exports for name, body in NOTHING.items()}


def _empty(methods: Sequence[str] | None) -> str:
    if methods is None:
        return "empty"
    return f"class {{ {' '.join(f'{name}(...args) {{ return empty(...args); }}' for name in methods)} }}"


def differences(confined: Confined, question: Coding) -> list[str]:
    """Example by example: what is different from the text in the prompt, "" where nothing is.  Raises DidNotRun."""
    within = "() => {{ with (exportsOfSolution) {{ return ({}); }} }}"
    calls = ", ".join(within.format(example.call.strip()) for example in question.examples)
    printed = confined.printed(
        question.solution + _EXAMPLES.replace("CALLS", calls),
        requires=question.requires,
        given=question.given,
        language=question.language,
        test="solution.examples()",
    )
    lines = printed.splitlines()[-len(question.examples) :]
    found: list[str] = []
    for example, line in zip(question.examples, lines, strict=False):
        try:
            said = json.loads(line)
        except (ValueError, RecursionError):
            raise DidNotRun("what it printed for an example is no JSON") from None
        if not isinstance(said, dict) or "value" not in said:
            found.append(str(said.get("error", "it gives undefined")) if isinstance(said, dict) else "it gives nothing")
            continue
        found.append(confined.ask(tool, _compared(said["value"], example.gives)))
    return [str(text) for text in found]


def _compared(value: Any, gives: str) -> str:
    """The call that compares a value with JSON text as the prompt prints it."""
    wanted = _JSON_WORDS.sub(lambda found: _AS_PYTHON.get(found[0], found[0]), gives)
    return f"_tool['differs']({value!r}, {wanted!r})"
