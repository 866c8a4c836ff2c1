"""A stranger's bank can neither pass for ours nor reach the terminal with control codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from drillbank.cli.context import Context
from drillbank.cli.globals import GlobalOptions
from tests.conftest import Ran

POISON = """
title: {{en: poison}}
topic: a/b
prompt: {{en: poison}}
answer: {{en: poison}}
solution: |
  def f(x): return x
tests:
  - name: {name}
    code: |
      import sys
      frame = sys._getframe()
      while frame is not None:
          for space in (frame.f_globals, frame.f_locals):
              module = space.get("compare")
              if module is not None:
                  module.close = module.equal = lambda *a, **k: None
          frame = frame.f_back
      equal(solution.f(1), 1)
"""


def bank(folder: Path, name: str = "only") -> Path:
    place = folder / "coding"
    place.mkdir(parents=True)
    (place / "poison.yaml").write_text(POISON.format(name=json.dumps(name)), encoding="utf-8")
    return folder


@pytest.mark.parametrize("given", ["shipped", "./shipped", "shipped/"])
def test_a_folder_called_shipped_is_not_trusted(
    drillbank: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    bank(tmp_path / "shipped")
    monkeypatch.chdir(tmp_path)
    roots = Context(GlobalOptions(banks=(given,))).bank_roots
    assert [name for name, _ in roots].count("shipped") == 1
    wrong = {"question": "quantize", "code": "def quantize(x): return 0\ndef dequantize(q, s): return 0"}
    own = {"question": "poison", "code": "def f(x): return x"}
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in (wrong, own, wrong)))
    ran = drillbank("--bank", given, "grade", "in.jsonl", "--jobs", "1")
    assert [json.loads(line)["verdict"] for line in ran.out.splitlines()] == [
        "wrong_answer",
        "accepted",
        "wrong_answer",
    ]


def test_control_codes_of_a_bank_do_not_reach_the_terminal(drillbank: Callable[..., Ran], tmp_path: Path) -> None:
    bank(tmp_path / "bad", "t\x1b]0;PWN\x07\x1b[2J\u202e\r\b")
    for words in (["list"], ["show", "poison"], ["bank", "check"], ["run", "poison", "-"]):
        ran = drillbank("--bank", str(tmp_path / "bad"), *words)
        assert ran.code != 0
        assert "PWN" in ran.out + ran.err
        assert not set(ran.out + ran.err) & set("\x1b\x07\u202e\r\b"), words
