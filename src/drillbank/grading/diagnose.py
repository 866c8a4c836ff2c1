"""Which named mistake is it?  The one whose outputs equal the answer's on every failing test.

Programs are compared by what they return for the same calls, never by their text, so that a rewritten version of a
bug is recognised too.
"""

from __future__ import annotations

from typing import Any

from drillbank.grading import compare, programs, proxy

# Two versions of one bug differ by rounding only: relative to a value, and to the largest one beside it.
RTOL, ATOL = 1e-6, 1e-8
ROUNDING = {"float32": (1e-4, 1e-5), "complex64": (1e-4, 1e-5), "float16": (2e-2, 1e-2)}


def matching(
    question: dict[str, Any],
    failures: list[proxy.Conversation],
    passes: list[proxy.Conversation],
    opener: programs.Opener | None = None,
) -> list[str]:
    """Ids of the mistakes that behave as the answer did in ``failures`` (where the reference does not).

    ``opener`` opens a program of the question's own; Python in this process where it is not given.

    Where several do, those that also behave like it in ``passes`` go first: a mistake that would have failed there
    is another one.
    """
    talks = [talk for talk in failures if talk.record]
    if not talks or not all(talk.complete for talk in failures):
        return []
    opener = opener or programs.python(question)
    if _same(question, opener, question["solution"], talks):
        return []
    found = [wrong for wrong in question["wrong"] if _same(question, opener, wrong["code"], talks)]
    if len(found) > 1:
        whole = [talk for talk in passes if talk.record and talk.complete]
        found = [wrong for wrong in found if _same(question, opener, wrong["code"], whole)] or found
    return [wrong["id"] for wrong in found]


def _same(question: dict[str, Any], opener: programs.Opener, code: str, talks: list[proxy.Conversation]) -> bool:
    one_number = question.get("language", "python") != "python"
    return all(same(opener, code, talk, one_number=one_number) for talk in talks)


def same(opener: programs.Opener, code: str, talk: proxy.Conversation, **how: bool) -> bool:
    """Whether ``code`` answers each recorded call as the answer did; ``how``: see ``alike``."""
    try:
        local = opener(code)
        numbers: dict[int, int] = {}
        return all(alike(local.again(exchange, numbers), exchange.outcome, **how) for exchange in talk.record)
    except Exception:
        return False  # a mistake that cannot even be run here explains nothing


def replay(opener: programs.Opener, code: str, talk: proxy.Conversation) -> list[proxy.Outcome] | None:
    """What ``code`` answers to the recorded calls; None where it does not load."""
    try:
        local = opener(code)
        numbers: dict[int, int] = {}
        return [local.again(exchange, numbers) for exchange in talk.record]
    except Exception:
        return None


def alike(a: proxy.Outcome, b: proxy.Outcome, *, one_number: bool = False, kinds: bool = True) -> bool:
    """The same value within rounding, or the same kind of exception.

    ``one_number``: the language has one kind of number, so that rounding alone makes an int of a float.  Without
    ``kinds`` a list may hold what an array holds.
    """
    if a.raised is not None or b.raised is not None:
        return a.raised == b.raised
    if a.refused or b.refused or a.changed != b.changed:
        return a.refused == b.refused and a.changed == b.changed
    try:
        if kinds and _kinds(a.value, one_number) != _kinds(b.value, one_number):
            return False
        _close(a.value, b.value)
    except AssertionError:
        return False
    return True


def _close(a: Any, b: Any) -> None:
    """Assert the same but for rounding; arrays within one value each by their own precision and magnitude."""
    if isinstance(a, list | tuple) and isinstance(b, list | tuple) and len(a) == len(b):
        for x, y in zip(a, b, strict=True):
            _close(x, y)
    elif isinstance(a, dict) and isinstance(b, dict) and a.keys() == b.keys():
        for key in a:
            _close(a[key], b[key])
    else:
        rtol, atol = max(_rounding(a), _rounding(b))
        compare.close(a, b, rtol=rtol, atol=atol, nan_equal=True)


def _rounding(value: Any) -> tuple[float, float]:
    """(rtol, atol) for an array's dtype and its largest finite value; for anything else the common ones."""
    dtype = getattr(value, "dtype", None)
    if dtype is None or dtype.kind not in "fc" or not value.size:
        return RTOL, ATOL
    rtol, atol = ROUNDING.get(dtype.name, (RTOL, ATOL))
    finite = abs(value[value - value == 0].astype("complex128"))
    return rtol, atol * max(1.0, float(finite.max())) if finite.size else atol


def _kinds(value: Any, one_number: bool) -> Any:
    """Types and dtypes all the way down: a mistake may lie in nothing else."""
    if isinstance(value, list | tuple):
        return (type(value).__name__, *(_kinds(item, one_number) for item in value))
    if isinstance(value, dict):
        return ("dict", *((repr(key), _kinds(item, one_number)) for key, item in value.items()))
    if one_number and type(value) in (int, float):
        return "number"
    return (type(value).__name__, str(getattr(value, "dtype", "")))
