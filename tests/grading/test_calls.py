"""A call as text, from its frame."""

from __future__ import annotations

from typing import Any

import pytest

from drillbank.grading import calls
from drillbank.sandbox import wire


@pytest.mark.parametrize(
    ("control", "value", "text"),
    [
        ({"op": "call", "name": "f"}, [[1, "a"], {"k": [2]}], "f(1, 'a', k=[2])"),
        ({"op": "new", "name": "Stack"}, [[[1, 2]], {}], "Stack([1, 2])"),
        ({"op": "get", "name": "top"}, None, "top"),
        ({"op": "many", "name": "f"}, [[1], [2]], "f: 2 calls"),
        ({"op": "call", "name": "f"}, [["\x1b[31m"], {}], "f('\\x1b[31m')"),
    ],
)
def test_a_call_is_written_as_a_learner_would(control: dict[str, Any], value: Any, text: str) -> None:
    assert calls.as_text(wire.pack({"id": "x", **control}, value)) == text
