"""The attack programs as values: what the comment at the head of each file says about it.

    # One sentence: what is attempted.
    # proof:   how success is seen (default: by the family)
    # expect:  outcome|outcome: the only right verdicts (resources)
    # control: yes | root | kernel | none, because …      does it work unconfined?
    # needs:   distributions
    # rounds:  2: graded twice, the second may not see what the first left
    # silent:  its visible text may be lost
    # keeps:   text that has to reach the learner unchanged
    # source:  a Python expression that gives the program, where a file could not hold it

Proofs: `secret` (one of the planted words came back), `word` (it returned True and no outsider can tell better),
`outside` (a file, process or listener of ours noticed), `stdout` (what it started printed), `tty` (our terminal got the
text), `scratch` (what it left behind was not removed), `repeats` (two gradings drew the same), `draw` (it drew what the
test drew), `limits` (wrong verdict, too long, too large), `clean` (control codes reached a text that people see).
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
PROOFS = ("secret", "word", "outside", "stdout", "tty", "scratch", "repeats", "draw", "limits", "clean")


@dataclass(frozen=True)
class Case:
    name: str  # family/file
    attempt: str
    proof: str
    code: str
    expect: tuple[str, ...]
    control: str
    needs: tuple[str, ...]
    rounds: int
    silent: bool  # its visible text may be lost
    keeps: str  # text that has to arrive unchanged

    @property
    def family(self) -> str:
        return self.name.partition("/")[0]


def read(name: str) -> Case:
    """One case by its name; a fault in its head is an error."""
    text = (HERE / "cases" / f"{name}.py").read_text(encoding="utf-8")
    head: list[str] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        head.append(line.removeprefix("#").strip())
    fields = {key: value.strip() for key, _, value in (line.partition(":") for line in head[1:])}
    family = name.partition("/")[0]
    known = {"proof", "expect", "control", "needs", "rounds", "source", "silent", "keeps"}
    if not fields.keys() <= known:
        raise ValueError(f"{name}: unknown {sorted(fields.keys() - known)}")
    proof = fields.get("proof", {"resources": "limits", "terminal": "clean"}.get(family, ""))
    if proof not in PROOFS:
        raise ValueError(f"{name}: proof {proof!r}")
    return Case(
        name=name,
        attempt=head[0],
        proof=proof,
        code=text if "source" not in fields else eval(fields["source"], {"__builtins__": {}}),
        expect=tuple(filter(None, fields.get("expect", "").split("|"))),
        control=fields.get("control", "yes"),
        needs=tuple(fields.get("needs", "").split()),
        rounds=int(fields.get("rounds", "1")),
        silent="silent" in fields,
        keeps=fields.get("keeps", ""),
    )


def names() -> list[str]:
    """Every case, families together."""
    return sorted(path.relative_to(HERE / "cases").with_suffix("").as_posix() for path in HERE.glob("cases/*/*.py"))


def functions(path: Path) -> list[str]:
    """The public functions of a file of honest snippets, in their order."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node.name for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
