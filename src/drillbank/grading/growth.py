"""How CPU time grows with size: an exponent fitted over sizes, and a cap by the reference's own time.

The exponent alone can be forged by burning time at small sizes; the cap alone depends on the machine.  Times are CPU
seconds of the processes as read from outside, the least of a few repeats, so that a busy machine does not matter.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from drillbank.grading import compare

REPEATS = 3
RTOL = 1e-6
REFERENCE_FACTOR = 25.0  # an honest loop in plain Python is that much slower than vectorised code
MEASURABLE_S = 0.004  # below that an exponent is noise
NOISE_S = 0.02


@dataclass(frozen=True, slots=True)
class Report:
    accepted: bool
    zh: str = ""
    en: str = ""


def measure(
    spec: dict[str, Any],
    scope: dict[str, Any],
    solution: Any,
    reference: Any,
    mark: Callable[[], tuple[float, float]],
    floor_s: float,
) -> Report:
    """Run ``spec['call']`` at each size; ``mark`` reads (solution, checker) CPU seconds.

    What it returns is compared with the reference's at every size, or an answer could be quick by giving up.  Raises
    compare.Mismatch.
    """
    exec(spec["make"], scope)
    times, reference_s = [], 0.0
    for n in spec["sizes"]:
        seconds, got = _least(spec["call"], {**scope, "solution": solution, "n": n}, mark, 0)
        reference_s, expected = _least(spec["call"], {**scope, "solution": reference, "n": n}, mark, 1)
        compare.close(got, expected, rtol=RTOL, nan_equal=True)
        times.append(seconds)
    return judge(spec["sizes"], times, reference_s, spec["max_exponent"], floor_s)


def _least(call: str, scope: dict[str, Any], mark: Callable[[], tuple[float, float]], which: int) -> tuple[float, Any]:
    """(the least CPU seconds of a few calls, what the last one returned); each call draws the same input."""
    best, value = math.inf, None
    code = compile(call, "growth", "eval")
    for _ in range(REPEATS):
        random.seed(0)
        if "np" in scope:
            scope["np"].random.seed(0)
        before = mark()[which]
        value = eval(code, scope)
        best = min(best, mark()[which] - before)
        if best > 1.0:
            break
    return best, value


def judge(sizes: list[int], times: list[float], reference_s: float, max_exponent: float, floor_s: float) -> Report:
    """``times`` per size and the reference's at the largest; ``floor_s`` is what an empty call costs."""
    exponent = fitted([(n, t - floor_s) for n, t in zip(sizes, times, strict=True)])
    cap = REFERENCE_FACTOR * reference_s + NOISE_S
    if times[-1] > cap:
        zh = f"规模 {sizes[-1]} 时用了 {times[-1]:.3f} 秒 CPU，参考解 {reference_s:.3f} 秒"
        en = f"at size {sizes[-1]} it took {times[-1]:.3f} s of CPU, the reference {reference_s:.3f} s"
        return Report(False, zh, en)
    if exponent is not None and exponent > max_exponent:
        zh = f"耗时按 n^{exponent:.2f} 增长，上限是 n^{max_exponent:g}"
        en = f"its time grows like n^{exponent:.2f}; at most n^{max_exponent:g} is asked"
        return Report(False, zh, en)
    return Report(True)


def fitted(points: list[tuple[int, float]]) -> float | None:
    """Least-squares slope of log time over log size, of the sizes that could be measured; None with fewer than two."""
    usable = [(math.log(n), math.log(t)) for n, t in points if t >= MEASURABLE_S]
    if len(usable) < 2:
        return None
    mean_x = sum(x for x, _ in usable) / len(usable)
    mean_y = sum(y for _, y in usable) / len(usable)
    spread = sum((x - mean_x) ** 2 for x, _ in usable)
    return sum((x - mean_x) * (y - mean_y) for x, y in usable) / spread
