"""Whether an answer tells its marker what to do: patterns of ``instructions.txt``, over the folded text."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from drillbank.grading.text import terms

_DEFINITION = re.compile(r"(\w+) = (.+)")
_QUOTED = re.compile(r"[“\"「『'‘`][^”\"」』'’`\n]{0,200}[”\"」』'’`]")
_ATTACKS = re.compile("攻击者|注入|attackers?|injection|jailbreak|越狱|恶意")


def instructs(answer: str) -> bool:
    """Whether somebody who marks is told what to do.  What an answer on attacks quotes is its subject matter."""
    text = terms.normalise(answer)
    if _ATTACKS.search(text):
        text = _QUOTED.sub(" ", text)
    return any(pattern.search(text) for pattern in _patterns())


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return read(Path(__file__).with_name("instructions.txt").read_text(encoding="utf-8"))


def read(text: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of a file: definitions ``name = expression`` first, then one expression a line."""
    names: dict[str, str] = {}
    found = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if (definition := _DEFINITION.fullmatch(line)) is not None:
            names[definition[1]] = definition[2]
            continue
        for name, expression in names.items():
            line = line.replace("{" + name + "}", expression)
        found.append(re.compile(line))
    return tuple(found)
