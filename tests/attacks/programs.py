"""The questions that attacks, cheats and honest snippets are graded under."""

from __future__ import annotations

from typing import Any

import catalogue

from drillbank.model import Coding, Limits, Test, Text

WALL_S = 1.0
MEMORY_MB = 128.0


def coding(name: str, **fields: Any) -> Coding:
    """A question with only what the judge needs."""
    blank = Text(en="x", zh="x")
    frame = {"path": f"{name}.yaml", "bank": "tests", "title": blank, "topic": "a/b", "level": 1, "minutes": 1}
    return Coding(id=name, **frame, roles=(), rev=1, prompt=blank, answer=blank, **fields)


CALL = "got = solution.attack({arg!r})\n"
JUDGED = {
    "secret": "import re\n"
    "text = got if isinstance(got, str) else got.decode('latin-1') if isinstance(got, bytes) else repr(got)\n"
    "assert re.search('drillsecret[0-9a-f]{{16}}', text)\n",
    "draw": "draw = rng.getrandbits if hasattr(rng, 'getrandbits') else lambda n: int(rng.integers(0, 1 << n))\n"
    "assert {{draw(60) for _ in range(8)}} & set(got)\n",
    "clean": "equal(got, 'never')\n",
    "repeats": "equal(got, 0)\n",
}


def attack_question(case: catalogue.Case, arg: dict[str, Any], secret: str) -> Coding:
    """One call of the attack; the checker says `accepted` exactly when the attack got what it wanted."""
    body = CALL + JUDGED.get(case.proof, "assert got is True\n")
    return coding(
        "attack",
        requires=case.needs,
        solution=f'REFERENCE = "{secret}"\n\n\ndef attack(arg):\n    return "{secret}"\n',
        oracle=f'ORACLE = "{secret}"\n\n\ndef attack(arg):\n    return "{secret}"\n',
        tests=(Test(name="attack", code=body.format(arg=arg)),),
        limits=Limits(wall_s=WALL_S, memory_mb=MEMORY_MB),
    )


def number_question(wanted: int) -> Coding:
    """Asks for one number; a forger's program returns 0."""
    return coding(
        "number",
        requires=("numpy",),
        solution=f"def attack(arg):\n    return {wanted}\n",
        tests=(Test(name="number", code=f"equal(solution.attack(5), {wanted})\n"),),
        limits=Limits(wall_s=WALL_S, memory_mb=MEMORY_MB),
    )


EMPTY_SCRATCH = coding(
    "empty-scratch",
    solution="def attack(arg):\n    return []\n",
    tests=(Test(name="empty", code="equal(solution.attack({}), [])\n"),),
    limits=Limits(wall_s=5.0, memory_mb=MEMORY_MB),
)
LIST_SCRATCH = "import os\n\n\ndef attack(arg):\n    return os.listdir('.')\n"

SOFTMAX = """import numpy as np


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
"""
MERGE = """def merge(rows):
    out = []
    for low, high in sorted(rows):
        if out and low <= out[-1][1]:
            out[-1][1] = max(high, out[-1][1])
        else:
            out.append([low, high])
    return out
"""
LRU = """class LRU:
    def __init__(self, capacity):
        self.capacity, self.kept = capacity, {}

    def put(self, key, value):
        self.kept.pop(key, None)
        self.kept[key] = value
        if len(self.kept) > self.capacity:
            del self.kept[next(iter(self.kept))]

    def get(self, key):
        if key not in self.kept:
            return -1
        self.kept[key] = self.kept.pop(key)
        return self.kept[key]
"""
SLOW_SOFTMAX = """import math

import numpy as np


def softmax(x):
    rows = np.asarray(x).reshape(-1, np.shape(x)[-1]).tolist()
    out = []
    for row in rows:
        top = max(row)
        e = [math.exp(v - top) for v in row]
        out.append([v / sum(e) for v in e])
    return np.array(out).reshape(np.shape(x))
"""
SLOW_MERGE = """def merge(rows):
    points = sorted({p for row in rows for p in row})
    groups = []
    for row in rows:
        joined = [row[0], row[1]]
        rest = []
        for g in groups:
            if g[0] <= joined[1] and joined[0] <= g[1]:
                joined = [min(g[0], joined[0]), max(g[1], joined[1])]
            else:
                rest.append(g)
        groups = rest + [joined]
    return sorted(groups)
"""
HONEST = {"softmax": SOFTMAX, "merge": MERGE, "lru": LRU}
QUESTIONS = {
    "softmax": coding(
        "softmax",
        requires=("numpy",),
        solution=SOFTMAX,
        oracle=SLOW_SOFTMAX,
        tests=(
            Test(
                name="pair",
                code="close(solution.softmax(np.array([1.0, 2.0])), oracle.softmax(np.array([1.0, 2.0])))\n",
            ),
            Test(
                name="values",
                code="x = rng.normal(size=(3, 7))\nexpected = oracle.softmax(x)\n"
                "close(solution.softmax(x), expected)\n",
            ),
            Test(
                name="large",
                code="x = np.array([[1000.0, 0.0, 999.0]])\nclose(solution.softmax(x), oracle.softmax(x))\n",
            ),
        ),
        limits=Limits(wall_s=2.0, memory_mb=MEMORY_MB),
    ),
    "merge": coding(
        "merge",
        solution=MERGE,
        oracle=SLOW_MERGE,
        tests=(
            Test(name="small", code="equal(solution.merge([[1, 3], [2, 4]]), oracle.merge([[1, 3], [2, 4]]))\n"),
            Test(
                name="many",
                code="for n in (3, 5, 8):\n"
                "    starts = list(range(0, 40, 5))[:n]\n"
                "    rows = [[s, s + 1 + (s * 7) % 6] for s in starts][::-1]\n"
                "    expected = oracle.merge(rows)\n"
                "    equal(solution.merge(rows), expected)\n",
            ),
            Test(name="nested", code="equal(solution.merge([[1, 9], [2, 3]]), [[1, 9]])\n"),
        ),
        limits=Limits(wall_s=2.0, memory_mb=MEMORY_MB),
    ),
    "lru": coding(
        "lru",
        solution=LRU,
        oracle=LRU,
        tests=(
            Test(
                name="evicts",
                code="cache = solution.LRU(2)\nmodel = oracle.LRU(2)\n"
                "for key, value in ((1, 1), (2, 7), (3, 8)):\n"
                "    cache.put(key, value)\n    model.put(key, value)\n"
                "for key in (3, 2, 1):\n    expected = model.get(key)\n    equal(cache.get(key), expected)\n",
            ),
            Test(
                name="refreshes",
                code="cache = solution.LRU(2)\ncache.put(1, 1)\ncache.put(2, 2)\nequal(cache.get(1), 1)\n"
                "cache.put(3, 3)\nequal(cache.get(2), -1)\nequal(cache.get(3), 3)\n",
            ),
        ),
        limits=Limits(wall_s=2.0, memory_mb=MEMORY_MB),
    ),
}


def honest_question(needs: list[str], expected: dict[str, Any]) -> Coding:
    """One test per snippet: its value here must be its value outside, to rounding."""
    tests = []
    for name, value in expected.items():
        body = f"expected = {value!r}\ngot = solution.{name}(7)\n"
        body += "close(got, expected, rtol=1e-6, atol=1e-9)\n" if isinstance(value, float) else "equal(got, expected)\n"
        tests.append(Test(name=name, code=body))
    reference = "\n".join(f"def {name}(arg):\n    return None" for name in expected)
    limits = Limits(wall_s=20.0, memory_mb=512.0)
    return coding("honest", requires=tuple(needs), solution=reference, tests=tuple(tests), limits=limits)
