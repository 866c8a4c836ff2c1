"""A recorded call as a learner would write it."""

from __future__ import annotations

from typing import Any

from drillbank.grading.compare import show
from drillbank.sandbox import wire


def as_text(frame: bytes) -> str:
    """``f(1, key=2)`` from the frame that was sent."""
    header, _ = wire.sizes(frame[: wire.PREFIX.size])
    start = wire.PREFIX.size
    control, value = wire.unpack(frame[start : start + header], frame[start + header :])
    return _text(control, value)


def _text(control: dict[str, Any], value: Any) -> str:
    """``f(1, key=2)`` as a learner would write it."""
    name = str(control.get("name"))
    operation = control.get("op")
    if operation in ("get", "global"):
        return name
    if operation == "many":
        return f"{name}: {len(value)} calls"
    arguments, keywords = value
    parts = [show(argument) for argument in arguments] + [f"{key}={show(v)}" for key, v in keywords.items()]
    return f"{name}({', '.join(parts)})"
