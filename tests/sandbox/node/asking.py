"""A JavaScript question made by hand."""

from __future__ import annotations

import shutil
from typing import Any

import pytest

from drillbank.model import Coding, Limits, Mistake, Test, Text

needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed (https://nodejs.org)")


def asked(*tests: str, solution: str, wrong: dict[str, str] | None = None, **more: Any) -> Coding:
    """With one test per text, named by its number."""
    values: dict[str, Any] = {
        "id": "js",
        "path": "js.yaml",
        "bank": "shipped",
        "title": Text(en="t"),
        "topic": "a/b",
        "level": 1,
        "minutes": 1,
        "roles": (),
        "rev": 1,
        "prompt": Text(en="p"),
        "answer": Text(en="a"),
        "language": "javascript",
        "limits": Limits(wall_s=5, memory_mb=128),
        "solution": solution,
        "tests": tuple(Test(str(number), code) for number, code in enumerate(tests)),
        "wrong": tuple(Mistake(name, Text(en=name), code) for name, code in (wrong or {}).items()),
    }
    return Coding(**{**values, **more})
