"""Mutants of a program: every copy of it with one edit that a slip of the hand could make.

This text is sent as it stands into the confined process that reads a stranger's source, so it imports nothing but the
standard library.  An edit is ``(start, end, text, operator)`` in characters of the source; who applies it needs no
parser.  Two edits that compile to the same code are one mutant; one that compiles to the original is none.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from types import CodeType
from typing import Any

EDITS_MAX = 2000

_ARITHMETIC = {
    ast.Add: ("+", ("-", "*")), ast.Sub: ("-", ("+",)), ast.Mult: ("*", ("/", "+")), ast.Div: ("/", ("*",)),
    ast.FloorDiv: ("//", ("/", "*")), ast.Mod: ("%", ("//",)), ast.Pow: ("**", ("*",)), ast.MatMult: ("@", ("*",)),
    ast.BitAnd: ("&", ("|",)), ast.BitOr: ("|", ("&",)), ast.BitXor: ("^", ("|",)),
    ast.LShift: ("<<", (">>",)), ast.RShift: (">>", ("<<",)),
}  # fmt: skip
_COMPARISON = {
    ast.Lt: ("<", ("<=", ">")), ast.LtE: ("<=", ("<", ">")), ast.Gt: (">", (">=", "<")), ast.GtE: (">=", (">", "<")),
    ast.Eq: ("==", ("!=",)), ast.NotEq: ("!=", ("==",)), ast.Is: ("is", ("is not",)), ast.IsNot: ("is not", ("is",)),
    ast.In: ("in", ("not in",)), ast.NotIn: ("not in", ("in",)),
}  # fmt: skip
_REDUCTIONS = {
    "sum": "mean", "mean": "sum", "nansum": "nanmean", "nanmean": "nansum", "max": "min", "min": "max",
    "amax": "amin", "amin": "amax", "maximum": "minimum", "minimum": "maximum", "argmax": "argmin", "argmin": "argmax",
    "any": "all", "all": "any", "prod": "sum", "cumsum": "cumprod", "cumprod": "cumsum", "std": "var", "var": "std",
    "floor": "ceil", "ceil": "floor", "rint": "trunc", "zeros": "ones", "ones": "zeros", "zeros_like": "ones_like",
    "ones_like": "zeros_like", "triu": "tril", "tril": "triu", "bisect_left": "bisect_right",
    "bisect_right": "bisect_left", "log": "exp", "exp": "log", "sin": "cos", "cos": "sin", "repeat": "tile",
    "tile": "repeat", "union": "intersection", "intersection": "union",
}  # fmt: skip
_BUILTIN_REDUCTIONS = {"sum": "max", "max": "min", "min": "max", "any": "all", "all": "any"}
_CHAINED = ("transpose", "swapaxes", "astype", "copy", "reshape", "T", "mT")
_WRAPPED = ("transpose", "swapaxes", "moveaxis", "copy", "ascontiguousarray")
_KEPT = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Pass, ast.Global,
         ast.Nonlocal, ast.AnnAssign)  # fmt: skip

Edit = tuple[int, int, str, str]


def mutants(source: str) -> dict[str, Any]:
    """``edits`` of a source in the order of its text, and how many were ``duplicates`` or did not ``compile``.

    Raises SyntaxError for a source that is none.
    """
    original = _fingerprint(compile(source, "mutant", "exec", dont_inherit=True))
    seen = {repr(original)}
    edits: list[Edit] = []
    duplicates = broken = 0
    for edit in sorted(Edits(source)):
        start, end, text, _ = edit
        try:
            code = compile(source[:start] + text + source[end:], "mutant", "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
            broken += 1
            continue
        mark = repr(_fingerprint(code))
        if mark in seen:
            duplicates += 1
        elif len(edits) < EDITS_MAX:
            seen.add(mark)
            edits.append(edit)
    return {"edits": edits, "duplicates": duplicates, "broken": broken}


def _fingerprint(code: CodeType) -> Any:
    """What a code object does, without where its lines stand."""
    consts = tuple(
        _fingerprint(const) if isinstance(const, CodeType) else (type(const).__name__, repr(const))
        for const in code.co_consts
    )
    return (code.co_name, code.co_code, code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars,
            code.co_argcount, code.co_kwonlyargcount, code.co_flags, consts)  # fmt: skip


class Edits:
    """All edits of a source, by iteration; those of one node come from the method ``_<node type>``."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.tree = ast.parse(source)
        self.starts = [0]
        self.lines = source.split("\n")
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def __iter__(self) -> Iterator[Edit]:
        yield from self._walk(self.tree)

    def _walk(self, node: ast.AST) -> Iterator[Edit]:
        if isinstance(node, ast.JoinedStr | ast.Raise | ast.arg):
            return  # no positions inside f-strings before 3.12; messages and annotations are no behaviour
        yield from getattr(self, f"_{type(node).__name__}", _none)(node)
        for field in ("body", "orelse", "finalbody"):
            block = getattr(node, field, None)
            if isinstance(block, list):
                yield from self._block(block, node)
        for name, value in ast.iter_fields(node):
            if name in ("returns", "annotation"):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from self._walk(child)

    # ------------------------------------------------------------------------------------------ positions

    def at(self, line: int, column: int) -> int:
        """Characters before a position that the syntax tree gives as a line and bytes."""
        text = self.lines[line - 1]
        return self.starts[line - 1] + (column if text.isascii() else len(text.encode()[:column].decode()))

    def start(self, node: Any) -> int:
        return self.at(node.lineno, node.col_offset)

    def end(self, node: Any) -> int:
        return self.at(node.end_lineno, node.end_col_offset)

    def text(self, node: Any) -> str:
        return self.source[self.start(node) : self.end(node)]

    def operand(self, node: ast.expr) -> str:
        """The text of an expression as it may stand beside any operator."""
        simple = isinstance(node, ast.Name | ast.Attribute | ast.Subscript | ast.Call | ast.Constant | ast.List)
        return self.text(node) if simple else f"({self.text(node)})"

    def whole(self, node: ast.expr, text: str, operator: str) -> Edit:
        return self.start(node), self.end(node), text, operator

    def token(self, start: int, end: int, token: str) -> tuple[int, int] | None:
        """Where an operator stands between two operands, past brackets, comments and line ends."""
        words = token.split()
        pattern = r"\s+".join(map(re.escape, words))
        if token.isalpha() or len(words) > 1:
            pattern = rf"\b{pattern}\b"
        gap = re.sub(r"#[^\n]*", lambda comment: " " * len(comment[0]), self.source[start:end])
        found = re.search(pattern, gap)
        return (start + found.start(), start + found.end()) if found else None

    def swap_token(self, start: int, end: int, token: str, others: tuple[str, ...], operator: str) -> Iterator[Edit]:
        place = self.token(start, end, token)
        if place is not None:
            for other in others:
                yield (*place, other, operator)

    # ----------------------------------------------------------------------------------------- operators

    def _BinOp(self, node: ast.BinOp) -> Iterator[Edit]:
        token, others = _ARITHMETIC[type(node.op)]
        yield from self.swap_token(self.end(node.left), self.start(node.right), token, others, "arithmetic")
        if isinstance(node.op, ast.Sub | ast.Div | ast.FloorDiv | ast.Mod | ast.Pow | ast.MatMult):
            swapped = f"({self.operand(node.right)} {token} {self.operand(node.left)})"
            yield self.whole(node, swapped, "swapped operands")

    def _AugAssign(self, node: ast.AugAssign) -> Iterator[Edit]:
        token, others = _ARITHMETIC[type(node.op)]
        assigning = tuple(f"{other}=" for other in (*others, ""))
        yield from self.swap_token(self.end(node.target), self.start(node.value), f"{token}=", assigning, "arithmetic")

    def _Compare(self, node: ast.Compare) -> Iterator[Edit]:
        operands = [node.left, *node.comparators]
        for left, right, op in zip(operands, operands[1:], node.ops, strict=False):
            token, others = _COMPARISON[type(op)]
            yield from self.swap_token(self.end(left), self.start(right), token, others, "comparison")

    def _BoolOp(self, node: ast.BoolOp) -> Iterator[Edit]:
        token, other, neutral = ("and", "or", "True") if isinstance(node.op, ast.And) else ("or", "and", "False")
        for left, right in pairwise(node.values):
            yield from self.swap_token(self.end(left), self.start(right), token, (other,), "boolean")
        for value in node.values:
            yield self.whole(value, neutral, "dropped condition")

    def _UnaryOp(self, node: ast.UnaryOp) -> Iterator[Edit]:
        token = {ast.Not: "not", ast.USub: "-", ast.Invert: "~", ast.UAdd: "+"}[type(node.op)]
        start = self.start(node)
        yield start, start + len(token), "", "dropped sign"

    def _Constant(self, node: ast.Constant) -> Iterator[Edit]:
        value = node.value
        if isinstance(value, bool):
            yield self.whole(node, str(not value), "constant")
        elif isinstance(value, int | float) and abs(value) < 1e300:
            for other in (value + 1, value - 1, type(value)(0)):
                if other != value:
                    yield self.whole(node, repr(other), "constant")

    # --------------------------------------------------------------------------------------------- calls

    def _Call(self, node: ast.Call) -> Iterator[Edit]:
        plain = [argument for argument in node.args if not isinstance(argument, ast.Starred)]
        if len(plain) == len(node.args):
            for left, right in pairwise(plain):
                a, b = self.text(left), self.text(right)
                between = self.source[self.end(left) : self.start(right)]
                if a != b:
                    yield self.start(left), self.end(right), f"{b}{between}{a}", "swapped arguments"
        for keyword in node.keywords:
            flag = isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, bool)
            if keyword.arg is not None and not flag:  # a flag is turned over instead, which says the same
                yield from self._without_keyword(node, keyword)
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name == "range" and plain:
            bound = plain[min(1, len(plain) - 1)]
            for sign in "+-":
                yield self.whole(bound, f"{self.operand(bound)} {sign} 1", "off by one")
        if name in _WRAPPED and isinstance(node.func, ast.Attribute) and node.args and _is_module(node.func.value):
            yield self.whole(node, f"({self.text(node.args[0])})", f"without {name}")
        elif name in _CHAINED and isinstance(node.func, ast.Attribute):
            yield self._dot(node.func), self.end(node), "", f"without {name}"

    def _without_keyword(self, node: ast.Call, keyword: ast.keyword) -> Iterator[Edit]:
        parts = sorted([*node.args, *node.keywords], key=self.start)
        index = parts.index(keyword)
        start, end = self.start(keyword), self.end(keyword)
        if index:  # with the comma before it, which stands after any closing bracket
            comma = self.token(self.end(parts[index - 1]), start, ",")
            start = comma[0] if comma else start
        elif len(parts) > 1:
            end = self.start(parts[1])
        yield start, end, "", f"without {keyword.arg}"

    def _Attribute(self, node: ast.Attribute) -> Iterator[Edit]:
        end = self.end(node)
        other = _REDUCTIONS.get(node.attr)
        if other is not None:
            yield end - len(node.attr), end, other, "reduction"
        if node.attr in ("T", "mT"):
            yield self._dot(node), end, "", f"without {node.attr}"

    def _dot(self, node: ast.Attribute) -> int:
        return self.source.rindex(".", 0, self.end(node))

    def _Name(self, node: ast.Name) -> Iterator[Edit]:
        other = _BUILTIN_REDUCTIONS.get(node.id)
        if other is not None and isinstance(node.ctx, ast.Load):
            yield self.whole(node, other, "reduction")

    # ------------------------------------------------------------------------------------ slices, choices

    def _Slice(self, node: ast.Slice) -> Iterator[Edit]:
        for bound in (node.lower, node.upper):
            if bound is not None and not isinstance(bound, ast.Constant):
                for sign in "+-":
                    yield self.whole(bound, f"{self.operand(bound)} {sign} 1", "off by one")
        start = self.at(node.lineno, node.col_offset)
        if node.lower is None and node.upper is not None:
            yield start, start, "1", "off by one"
        elif node.upper is None and node.lower is not None:
            colon = self.token(self.end(node.lower), self.end(node), ":")
            if colon is not None:
                yield colon[1], colon[1], "-1", "off by one"
        if node.step is not None:
            yield self.whole(node.step, "", "without step")

    def _If(self, node: ast.If | ast.IfExp) -> Iterator[Edit]:
        yield self.whole(node.test, "True", "dropped branch")
        if node.orelse:  # without an else the dropped statement says the same
            yield self.whole(node.test, "False", "dropped branch")

    _IfExp = _If

    def _comprehension(self, node: ast.comprehension) -> Iterator[Edit]:
        for condition in node.ifs:
            yield self.whole(condition, "True", "dropped condition")

    # ----------------------------------------------------------------------------------------- statements

    def _block(self, block: list[ast.stmt], node: ast.AST) -> Iterator[Edit]:
        alone = isinstance(node, ast.If) and not node.orelse and len(block) == 1  # dropped with the whole of it
        for index, statement in enumerate(block):
            documentation = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
            last = isinstance(node, ast.FunctionDef) and index == len(block) - 1
            if isinstance(statement, _KEPT) or documentation or alone or (isinstance(statement, ast.Return) and last):
                continue
            if isinstance(node, ast.Module) and isinstance(statement, ast.If | ast.Try):
                continue
            yield self.start(statement), self.end(statement), "pass", "dropped statement"
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from self._returns(node)

    def _returns(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[Edit]:
        """Another value in place of the result: a part of the expression, or the name that was assigned before."""
        assigned = [
            target.id
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        ]
        for node in ast.walk(function):
            value = node.value if isinstance(node, ast.Return) else None
            if value is None:
                continue
            parts: list[str] = []
            if isinstance(value, ast.BinOp):
                parts = [self.text(value.left), self.text(value.right)]
            elif isinstance(value, ast.Call):
                parts = [self.text(argument) for argument in value.args[:1] if not isinstance(argument, ast.Starred)]
                if isinstance(value.func, ast.Attribute) and not _is_module(value.func.value):
                    parts.append(self.text(value.func.value))
            elif isinstance(value, ast.Name):
                parts = [name for name in dict.fromkeys(assigned) if name != value.id][-1:]
            elif isinstance(value, ast.Tuple) and len(value.elts) == 2:
                parts = [f"({self.text(value.elts[1])}), ({self.text(value.elts[0])})"]
            for part in parts:
                yield self.whole(value, f"({part})" if "\n" in part else part, "returned an intermediate")


def _none(node: ast.AST) -> tuple[Edit, ...]:
    return ()


def _is_module(node: ast.expr) -> bool:
    """``np`` and ``np.linalg``: whatever is called there is a function, not a method of a value."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name) and node.id in ("np", "numpy", "math", "torch", "scipy", "random", "itertools")
