"""An example of a prompt: does the call give what stands beside it, to the last digit that is printed?

This text is sent as it stands into the confined process that runs the call, so it imports nothing but the standard
library.  Text is compared by shape and value: ``[…]`` stands for a list or an array, ``(…)`` for a tuple, ``nan`` and
``inf`` for themselves.
"""

from __future__ import annotations

import ast
import math
from decimal import Decimal, InvalidOperation
from typing import Any

HALF = Decimal("0.5")


def differs(value: Any, gives: str) -> str:
    """What is different between a value and the text that the prompt gives for it; "" where nothing is.

    Raises ValueError where the text is no value.
    """
    try:
        expected = ast.parse(gives.strip(), mode="eval").body
    except SyntaxError:
        raise ValueError(f"{gives[:60]!r} is no value that could be compared") from None
    return _differs(_plain(value), expected, gives.strip(), "")


def _plain(value: Any) -> Any:
    """Arrays and tensors as lists, NumPy scalars as Python's own."""
    while not isinstance(value, list | tuple | dict) and hasattr(value, "tolist"):
        value = value.tolist()
    return value


def _differs(value: Any, expected: ast.expr, text: str, where: str) -> str:
    place = f" at {where}" if where else ""
    if isinstance(expected, ast.List | ast.Tuple):
        return _items(value, expected, text, where, place)
    if isinstance(expected, ast.Dict):
        return _dict(value, expected, text, where, place)
    if isinstance(expected, ast.Call) and len(expected.args) == 1:  # array([…]), np.array([…])
        return _differs(value, expected.args[0], text, where)
    number = _number(expected, text)
    if number is None:
        wanted = _name_or_value(expected)
        same = type(value) is type(wanted) and value == wanted
        return "" if same else f"it is {value!r}{place}, not {wanted!r}"
    return _number_differs(value, number, place)


def _items(value: Any, expected: ast.List | ast.Tuple, text: str, where: str, place: str) -> str:
    kind = list if isinstance(expected, ast.List) else tuple
    if not isinstance(value, kind):
        return f"it is a {type(value).__name__}{place}, not a {kind.__name__}"
    if len(value) != len(expected.elts):
        return f"it has {len(value)} items{place}, not {len(expected.elts)}"
    for index, (item, part) in enumerate(zip(value, expected.elts, strict=True)):
        if found := _differs(_plain(item), part, text, f"{where}[{index}]"):
            return found
    return ""


def _dict(value: Any, expected: ast.Dict, text: str, where: str, place: str) -> str:
    if not isinstance(value, dict):
        return f"it is a {type(value).__name__}{place}, not a dict"
    keys = [ast.literal_eval(key) for key in expected.keys if key is not None]
    if set(keys) != set(value):
        return f"its keys are {sorted(map(repr, value))}{place}, not {sorted(map(repr, keys))}"
    for key, item in zip(keys, expected.values, strict=True):
        if found := _differs(_plain(value[key]), item, text, f"{where}[{key!r}]"):
            return found
    return ""


def _number(node: ast.expr, text: str) -> str | None:
    """The digits of a number as they are printed, sign included; None for anything else."""
    sign = ""
    while isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        sign = {"": "-", "-": ""}[sign] if isinstance(node.op, ast.USub) else sign
        node = node.operand
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return sign + (ast.get_source_segment(text, node) or "").replace("_", "")
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    return sign + name if name in ("nan", "inf") else None


def _number_differs(value: Any, printed: str, place: str) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return f"it is {value!r}{place}, not {printed}"
    if printed.lstrip("-") in ("nan", "inf"):
        wanted = float(printed)
        same = value == wanted or (math.isnan(wanted) and math.isnan(value))
    elif isinstance(value, int) != printed.lstrip("-").isdigit():
        return f"it is {value!r}{place}, of another kind than {printed}"
    elif not math.isfinite(value):
        same = False
    else:
        try:
            digits = Decimal(printed)
        except InvalidOperation:  # 0x1f
            digits = Decimal(int(printed, 0))
        unit = Decimal(0) if isinstance(value, int) else Decimal(1).scaleb(int(digits.as_tuple().exponent))
        same = abs(Decimal(value) - digits) <= HALF * unit * Decimal("1.000001")
    return "" if same else f"it is {value!r}{place}, not {printed}"


def _name_or_value(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError):
        raise ValueError(f"{ast.unparse(node)[:60]!r} is no value that could be compared") from None
