"""Small banks written into a temporary folder."""

from __future__ import annotations

from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent

THEORY = """\
title: {zh: 题目, en: Title}
topic: maths/stability
prompt: {zh: 问什么, en: What is asked}
answer: {zh: 答案, en: The answer}
"""
CODING = """\
title: {en: Doubling}
topic: maths/averages
level: 2
prompt: {en: Write double(x)}
answer: {en: Multiply by two}
requires: numpy
solution: |
  def double(x):
      return 2 * x
tests:
  - name: values
    code: |
      assert solution.double(2) == 4
"""
TOPICS = """\
- id: maths
  title: {zh: 数学, en: Maths}
  leaves:
    - {id: stability, title: {zh: 稳定, en: Stability}}
    - {id: averages, title: {zh: 平均, en: Averages}}
"""


def write(root: Path, **files: str) -> Path:
    """Write files into ``root``; in a name __ stands for / and the ending is .yaml: ``theory__maths__a="…"``."""
    for name, text in files.items():
        path = root / (name.replace("__", "/").replace("_", "-") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def small(root: Path) -> Path:
    """A bank of two questions: theory ``shift`` and coding ``double``."""
    return write(root, topics=TOPICS, theory__maths__shift=THEORY, coding__maths__double=CODING)
