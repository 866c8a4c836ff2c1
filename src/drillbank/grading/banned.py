"""``banned``: names an answer should do without.  Advisory, and it says so: read off the syntax tree, confined."""

from __future__ import annotations

import re
from dataclasses import replace

from drillbank.model import Coding, Verdict


def advise(verdict: Verdict, question: Coding, code: str) -> Verdict:
    """The verdict with a remark for each banned name that the answer's text imports or uses.

    The text is matched, not parsed: a hostile source must not be parsed outside the sandbox.
    """
    used = [name for name in question.banned if _mentions(code, name)]
    return replace(verdict, advice=tuple(f"uses {name}, which the question asks to do without" for name in used))


def _mentions(code: str, name: str) -> bool:
    plain = re.sub(r"#[^\n]*", "", code)
    head, _, tail = name.rpartition(".")
    if re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", plain):
        return True
    if head and re.search(rf"from\s+{re.escape(head)}\s+import\s+[^\n]*\b{re.escape(tail)}\b", plain):
        return True
    return name.startswith("numpy.") and bool(re.search(rf"(?<![\w.])np{re.escape(name[5:])}(?!\w)", plain))
