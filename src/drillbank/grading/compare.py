"""Typed comparison: a bool is no int, shape and dtype family are part of equality, NaN equals NaN only where asked."""

from __future__ import annotations

import math
import reprlib
import sys
from typing import Any

from drillbank.clean import clean, clip

SHOWN_CHARACTERS = 700
SHOWN_LINES = 10


class Mismatch(AssertionError):
    """Two values differ: the sentence, and what was expected and got."""

    def __init__(self, zh: str, en: str, expected: Any = None, got: Any = None, *, shown: bool = True) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en
        self.expected = show(expected) if shown else ""
        self.got = show(got) if shown else ""


def _np() -> Any:
    return sys.modules.get("numpy")


class _Short(reprlib.Repr):
    def __init__(self) -> None:
        super().__init__()
        self.maxlevel = 6
        self.maxlist = self.maxtuple = self.maxdict = self.maxset = self.maxfrozenset = self.maxdeque = 20
        self.maxstring = 300
        self.maxother = 300
        self.maxlong = 60

    def repr_ndarray(self, value: Any, level: int) -> str:
        np = _np()
        return str(np.array2string(value, precision=6, threshold=60, edgeitems=3, max_line_width=72))


def show(value: Any) -> str:
    """A value as a learner reads it: short, clean, at most ten lines."""
    np = _np()
    try:
        held = value.item() if np is not None and isinstance(value, np.generic) else value
        text = _Short().repr(held)
    except Exception as error:
        text = f"<a value whose text cannot be made: {type(error).__name__}>"
    return clip(clean(text), SHOWN_CHARACTERS, SHOWN_LINES)


def close(actual: Any, expected: Any, rtol: float = 1e-7, atol: float = 1e-9, *, nan_equal: bool = False) -> None:
    """Assert |actual - expected| <= atol + rtol·|expected| everywhere, walking lists, tuples and dicts."""
    _compare(actual, expected, "", _Tolerance(rtol, atol, nan_equal, exact=False), (actual, expected))


def equal(actual: Any, expected: Any, *, nan_equal: bool = False) -> None:
    """Assert the same value of the same kind, walking lists, tuples, sets and dicts."""
    _compare(actual, expected, "", _Tolerance(0.0, 0.0, nan_equal, exact=True), (actual, expected))


class _Tolerance:
    def __init__(self, rtol: float, atol: float, nan_equal: bool, exact: bool) -> None:
        self.rtol, self.atol, self.nan_equal, self.exact = rtol, atol, nan_equal, exact

    def holds(self, a: complex, b: complex) -> bool:
        a, b = _whole(a), _whole(b)
        if a != a or b != b:
            return self.nan_equal and a != a and b != b
        if a == b:
            return True
        try:
            return not self.exact and abs(a - b) <= self.atol + self.rtol * abs(b) < math.inf
        except OverflowError:
            return False


def _whole(value: Any) -> Any:
    """A float that is a whole number as an int: between 2^53 and its neighbour a float sees no difference."""
    return int(value) if type(value) is float and value.is_integer() else value


_Whole = tuple[Any, Any]


def _fail(where: str, zh: str, en: str, whole: _Whole) -> None:
    place_zh, place_en = (f"在 {where}：", f"at {where}: ") if where else ("", "")
    raise Mismatch(place_zh + zh, place_en + en, whole[1], whole[0])


def _kind(value: Any) -> str:
    """none, bool, int, float, complex, array, or the type's name; NumPy scalars count as what they hold."""
    if value is None:
        return "none"
    np = _np()
    if np is not None and isinstance(value, np.ndarray):
        return "array"
    if np is not None and isinstance(value, np.generic):
        return _family(value.dtype)
    return type(value).__name__


_NUMBERS = {"int": 0, "float": 1, "complex": 2}


def _python(value: Any) -> Any:
    """A NumPy scalar as the exact Python number: NumPy would compute in its own, maybe 16-bit, precision."""
    np = _np()
    return value.item() if np is not None and isinstance(value, np.generic) else value


def _compare(actual: Any, expected: Any, where: str, by: _Tolerance, whole: _Whole) -> None:
    actual, expected = _python(actual), _python(expected)
    a, e = _kind(actual), _kind(expected)
    if e == "array" or a == "array":
        _compare_arrays(actual, expected, a, e, where, by, whole)
    elif a in _NUMBERS and e in _NUMBERS:
        if by.exact and _NUMBERS[a] > _NUMBERS[e]:
            _fail(where, f"应为 {e}，得到 {a}", f"expected {e}, got {a}", whole)
        if not by.holds(actual, expected):
            off = _distance(actual, expected)
            _fail(where, f"差了 {off}", f"off by {off}", whole)
    elif a in ("list", "tuple") and e in ("list", "tuple"):
        if by.exact and a != e:
            _fail(where, f"应为 {e}，得到 {a}", f"expected a {e}, got a {a}", whole)
        if len(actual) != len(expected):
            zh = f"应有 {len(expected)} 个元素，得到 {len(actual)} 个"
            _fail(where, zh, f"expected {len(expected)} items, got {len(actual)}", whole)
        for index, (x, y) in enumerate(zip(actual, expected, strict=True)):
            _compare(x, y, f"{where}[{index}]", by, whole)
    elif a == e == "dict":
        _compare_dicts(actual, expected, where, by, whole)
    elif a != e:
        _fail(where, f"应为 {e}，得到 {a}", f"expected {e}, got {a}", whole)
    elif actual != expected or _typed(actual) != _typed(expected):
        _fail(where, "值不同", "the values differ", whole)


def _typed(value: Any) -> Any:
    """A hashable value with the kinds of all its parts: True, 1 and 1.0 are three members, not one."""
    value = _python(value)
    if isinstance(value, tuple):
        return ("tuple", *map(_typed, value))
    if isinstance(value, set | frozenset):
        return (_kind(value), frozenset(map(_typed, value)))
    return (_kind(value), value)


def _distance(actual: Any, expected: Any) -> str:
    try:
        return f"{abs(complex(actual) - complex(expected)):.3g}"
    except OverflowError:
        return "∞"


def _compare_dicts(actual: Any, expected: Any, where: str, by: _Tolerance, whole: _Whole) -> None:
    found, wanted = {_typed(key): key for key in actual}, {_typed(key): key for key in expected}
    missing = [key for typed, key in wanted.items() if typed not in found]
    extra = [key for typed, key in found.items() if typed not in wanted]
    if missing:
        _fail(where, f"缺少键 {show(missing[0])}", f"the key {show(missing[0])} is missing", whole)
    if extra:
        _fail(where, f"多出键 {show(extra[0])}", f"there is a key too many: {show(extra[0])}", whole)
    for typed, key in wanted.items():
        _compare(actual[found[typed]], expected[key], f"{where}[{show(key)}]", by, whole)


_FAMILIES = {"b": "bool", "i": "int", "u": "int", "f": "float", "c": "complex", "U": "str"}


def _family(dtype: Any) -> str:
    return _FAMILIES.get(str(dtype.kind), str(dtype.kind))


def _compare_arrays(actual: Any, expected: Any, a: str, e: str, where: str, by: _Tolerance, whole: _Whole) -> None:
    np = _np()
    literal = e != "array"  # the author wrote numbers: they state values and shape, not a dtype
    if a != "array" and not (literal or (expected.ndim == 0 and a in (*_NUMBERS, "bool"))):
        _fail(where, f"应为数组，得到 {a}", f"expected an array, got {a}", whole)
    try:
        x, y = np.asarray(actual), np.asarray(expected)
    except (ValueError, TypeError):
        _fail(where, "形状不规则", "the shape is ragged", whole)
    if x.shape != y.shape:
        zh = f"形状应为 {y.shape}，得到 {x.shape}"
        _fail(where, zh, f"expected shape {y.shape}, got {x.shape}", whole)
    fx, fy = _family(x.dtype), _family(y.dtype)
    lenient = literal and fx in _NUMBERS and fy in _NUMBERS
    if fx != fy and not lenient and y.size:
        zh = f"dtype 应为 {fy} 类，得到 {x.dtype}"
        _fail(where, zh, f"expected a dtype of the {fy} family, got {x.dtype}", whole)
    if fy == "str" or fx == "str":
        good = x == y
    else:
        with np.errstate(all="ignore"):
            good = np.asarray(x == y)
            if not by.exact:
                wide_x, wide_y = _wide(x, y, np), _wide(y, x, np)
                bound = by.atol + by.rtol * np.abs(wide_y)
                near = np.asarray(np.abs(wide_x - wide_y) <= bound, dtype=bool)
                good = good | (near & np.isfinite(bound.astype(np.float64)))
            if by.nan_equal:
                good = good | ((x != x) & (y != y))
    if not np.all(good):
        index = tuple(int(i) for i in np.argwhere(~np.atleast_1d(good))[0]) if x.ndim else ()
        at = f"{where}[{', '.join(map(str, index))}]" if index else where
        got, wanted = x[index] if index else x[()], y[index] if index else y[()]
        count = int(np.size(good) - np.count_nonzero(good))
        zh = f"{count}/{good.size} 个元素不同，第一个应为 {show(wanted)}，得到 {show(got)}"
        en = f"{count} of {good.size} elements differ; the first should be {show(wanted)}, got {show(got)}"
        _fail(at, zh, en, whole)


_EXACT_INT = 1 << 53


def _wide(array: Any, other: Any, np: Any) -> Any:
    """As float64 or complex128, so that neither int8 nor float16 arithmetic overflows in the comparison.

    Integers that a float64 cannot tell apart are compared as Python's own.
    """
    if array.dtype.kind in "iu" and other.dtype.kind in "iu":
        large = max(int(np.max(a)) if a.size else 0 for a in (array, other))
        small = min(int(np.min(a)) if a.size else 0 for a in (array, other))
        if large > _EXACT_INT or small < -_EXACT_INT:
            return array.astype(object)
    return array.astype(np.complex128 if array.dtype.kind == "c" else np.float64)
