"""FSRS-6's 21 parameters: the published ones, or those that ``drillbank fit`` found for this learner.

They are part of the log: the last event ``fit`` holds, with ``{"parameters": [...]}`` or, to go back to the published
ones, ``{"parameters": null}``.  The whole schedule is folded with the parameters that hold now.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from drillbank.study.rows import Event

Parameters: TypeAlias = tuple[float, ...]

EVENT = "fit"
# Published with FSRS-6: https://github.com/open-spaced-repetition (tested against ``fsrs``, like the bounds).
DEFAULT: Parameters = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
LEAST: Parameters = (
    0.001, 0.001, 0.001, 0.001, 1.0, 0.001, 0.001, 0.001, 0.0, 0.0, 0.001,
    0.001, 0.001, 0.001, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.1,
)  # fmt: skip
MOST: Parameters = (
    100.0, 100.0, 100.0, 100.0, 10.0, 4.0, 4.0, 0.75, 4.5, 0.8, 3.5,
    5.0, 0.25, 0.9, 4.0, 1.0, 6.0, 2.0, 2.0, 0.8, 0.8,
)  # fmt: skip
DECAY_AT = 20  # the place of the forgetting curve's exponent


def of_events(newest_first: list[Event]) -> Parameters:
    """The parameters that hold: of the newest event that can be read, else the published ones."""
    for event in newest_first:
        if "parameters" in event.data:
            wanted = event.data["parameters"]
            if wanted is None:
                return DEFAULT
            if (found := checked(wanted)) is not None:
                return found
    return DEFAULT


def checked(values: Any) -> Parameters | None:
    """Parameters that FSRS takes, None for anything else (a row of another machine may hold what it likes)."""
    if not isinstance(values, (list, tuple)) or len(values) != len(DEFAULT):
        return None
    for value, least, most in zip(values, LEAST, MOST, strict=True):
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            return None
        if not least <= value <= most:
            return None
    return tuple(float(value) for value in values)
