"""Programs that do nothing of what was asked, with the names that a solution has: none of them may be accepted.

This text is sent as it stands into the confined process that reads a stranger's source, so it imports nothing but the
standard library.
"""

from __future__ import annotations

import ast

NOTHING = {
    "none": "return None",
    "identity": "return _given(args, kwargs)[0] if _given(args, kwargs) else None",
    "echo": "return _given(args, kwargs)",
    "zeros": "return _zeros(_given(args, kwargs)[0]) if _given(args, kwargs) else 0",
    "zero": "return 0.0",
    "constant": "return 1.0",
}
_HELPERS = """\
def _given(args, kwargs):
    return args + tuple(kwargs.values())


def _zeros(value):
    if isinstance(value, (list, tuple)):
        return type(value)([_zeros(item) for item in value])
    if isinstance(value, dict):
        return {key: _zeros(item) for key, item in value.items()}
    try:
        return value * 0
    except Exception:
        return 0


"""


def trivial(source: str) -> dict[str, str]:
    """Name of each trivial program -> its source; empty where the source defines nothing public."""
    public = [
        node
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    if not public:
        return {}
    return {
        name: _HELPERS + "\n\n".join(_empty(node, body) for node in public) + "\n" for name, body in NOTHING.items()
    }


def _empty(node: ast.stmt, body: str) -> str:
    if isinstance(node, ast.ClassDef):
        return _class(node, body)
    assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    return f"def {node.name}(*args, **kwargs):\n    {body}\n"


def _class(node: ast.ClassDef, body: str) -> str:
    """Its methods do what the trivial function does; a property has nothing to give back but None or the constant."""
    lines = [f"class {node.name}:", "    def __init__(self, *args, **kwargs):", "        pass", ""]
    for method in node.body:
        if not isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef) or method.name == "__init__":
            continue
        decorators = {decorator.id for decorator in method.decorator_list if isinstance(decorator, ast.Name)}
        first = {"staticmethod": "", "classmethod": "cls, "}.get(next(iter(decorators & _KINDS), ""), "self, ")
        if "property" in decorators:
            lines += ["    @property", f"    def {method.name}(self, args=(), kwargs={{}}):", f"        {body}", ""]
            continue
        lines += [f"    @{kind}" for kind in sorted(decorators & _KINDS)]
        lines += [f"    def {method.name}({first}*args, **kwargs):", f"        {body}", ""]
    return "\n".join(lines)


_KINDS = {"staticmethod", "classmethod"}
