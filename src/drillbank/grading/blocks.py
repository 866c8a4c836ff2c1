"""The question's own blocks of code, made ready to run: given, oracle, reference, the bodies of tests."""

from __future__ import annotations

import ast
import sys
import types
from typing import Any


class Broken(Exception):
    """The question's own fault: a test, oracle or reference that does not work."""


def said(error: BaseException) -> str:
    """An exception's own text.  It may hold an answer's value, and an int of 5,000 digits has none."""
    try:
        return str(error)
    except Exception as failure:
        return f"(a value without a text: {type(failure).__name__})"


def namespace(name: str, code: str, given: dict[str, Any]) -> dict[str, Any]:
    """What ``code`` defines, with ``given`` in scope; raises Broken."""
    space: dict[str, Any] = {**given, "__name__": name}
    if code:
        try:
            exec(compile(code, f"{name}.py", "exec", dont_inherit=True), space)
        except Exception as error:
            raise Broken(f"{name}: {type(error).__name__}: {said(error)}") from None
    return space


def module(name: str, code: str, given: dict[str, Any]) -> types.ModuleType:
    """The same as a module; raises Broken."""
    made = types.ModuleType(name)
    sys.modules[name] = made
    vars(made).update(namespace(name, code, given))
    return made


def function(name: str, code: str) -> types.CodeType:
    """A test's body as the code of a module that defines ``_test_``; co_names tells whether it draws from ``rng``."""
    try:
        body = ast.parse(code, f"test {name}").body
        wrapper = ast.parse("def _test_():\n    pass")
        definition = wrapper.body[0]
        assert isinstance(definition, ast.FunctionDef)
        definition.body = body or [ast.Pass()]
        compiled = compile(ast.fix_missing_locations(wrapper), f"test {name}", "exec", dont_inherit=True)
    except SyntaxError as error:
        raise Broken(f"test {name}: {error}") from None
    return _with_names(compiled)


def _with_names(code: types.CodeType) -> types.CodeType:
    inner = [const for const in code.co_consts if isinstance(const, types.CodeType)]
    names = {name for part in inner for name in _all_names(part)}
    return code.replace(co_names=code.co_names + tuple(sorted(names - set(code.co_names))))


def _all_names(code: types.CodeType) -> set[str]:
    names = set(code.co_names)
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            names |= _all_names(const)
    return names
