"""Everyday code is not blocked: each snippet gives inside what it gives outside."""

from __future__ import annotations

import ast
import functools
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import catalogue
import client
import pytest

HONEST = Path(__file__).parent / "honest"
NEEDS = {"plain": [], "machine": [], "numeric": ["numpy"], "learning": ["numpy", "scikit-learn"]}
SNIPPETS = [(name, function) for name in NEEDS for function in catalogue.functions(HONEST / f"{name}.py")]
OUTSIDE = """
import runpy, sys
space = runpy.run_path(sys.argv[1])
results = {}
for name in sys.argv[2:]:
    results[name] = space[name](7)
sys.stderr.write("\\nRESULTS" + repr(results))
"""


@functools.cache
def expected(name: str) -> str:
    """What the snippets of a file return in an ordinary process, in an ordinary folder."""
    path = HONEST / f"{name}.py"
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-B", "-c", OUTSIDE, path, *catalogue.functions(path)]
        env = {
            "PATH": os.defpath,
            "HOME": folder,
            "TMPDIR": folder,
            "LANG": "C.UTF-8",
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
        }
        done = subprocess.run(
            command, cwd=folder, env=env, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL
        )
    assert "\nRESULTS" in done.stderr, done.stderr[-2000:]
    results = done.stderr.rpartition("\nRESULTS")[2]
    assert ast.literal_eval(results), "a snippet returns what is no plain data"
    return results


@pytest.mark.parametrize(("name", "function"), SNIPPETS)
def test_snippet_gives_the_same_inside(name: str, function: str, identity: str, benches: client.Benches) -> None:
    reply = benches.ask(identity, do="honest", name=name, needs=NEEDS[name], expected=expected(name))
    assert "error" not in reply, f"{reply['error']}\n{reply.get('trace')}"
    assert function in reply["results"], f"{reply['outcome']}: ended before it came to {function} {reply['stderr']}"
    verdict, story = reply["results"][function]
    assert verdict == "accepted", f"{verdict}: {story}"


def test_there_are_two_hundred_of_them() -> None:
    assert len(SNIPPETS) >= 200
