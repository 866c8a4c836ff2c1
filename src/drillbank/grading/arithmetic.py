"""Back-of-envelope expressions, evaluated without ``eval``: numbers, + - * / // % **, and a few functions of math."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable

MAX_LENGTH = 500
MAX_POWER = 1_000

_BINARY: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}
_FUNCTIONS: dict[str, Callable[..., float]] = {
    "sqrt": math.sqrt,
    "log": math.log,
    "log2": math.log2,
    "log10": math.log10,
    "exp": math.exp,
    "ceil": math.ceil,
    "floor": math.floor,
    "min": min,
    "max": max,
    "round": round,
    "abs": abs,
}


def evaluate(expression: str) -> float:
    """The value of an expression; raises ValueError that says what is wrong with it."""
    if len(expression) > MAX_LENGTH:
        raise ValueError(f"is longer than {MAX_LENGTH} characters")
    try:
        tree = ast.parse(expression, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ValueError("is no arithmetic expression") from None
    try:
        value = float(_value(tree.body))
    except (ZeroDivisionError, OverflowError, TypeError):
        raise ValueError("has no finite value") from None
    if not math.isfinite(value):
        raise ValueError("has no finite value")
    return value


def _value(node: ast.expr) -> float:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return float(node.value)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        return -_value(node.operand) if isinstance(node.op, ast.USub) else _value(node.operand)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        base, power = _value(node.left), _value(node.right)
        if abs(power) > MAX_POWER:
            raise ValueError(f"has a power above {MAX_POWER}")
        result = base**power
        if isinstance(result, complex):
            raise ValueError("has no real value")
        return float(result)
    if isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
        return _BINARY[type(node.op)](_value(node.left), _value(node.right))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS:
        if node.keywords:
            raise ValueError("gives a function a named argument")
        arguments = [_value(argument) for argument in node.args]
        try:
            return _FUNCTIONS[node.func.id](*arguments)
        except ValueError:
            raise ValueError("has no real value") from None
    raise ValueError(f"holds {ast.unparse(node)[:40]!r}, which is no arithmetic")
