from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillbank.audit.mutants import mutants


def edited(source: str) -> dict[str, str]:
    """Each mutant of a source -> the operator that made it."""
    return {source[:start] + text + source[end:]: name for start, end, text, name in mutants(source)["edits"]}


@pytest.mark.parametrize(
    ("source", "mutant", "operator"),
    [
        ("def f(a, b): return a + b", "def f(a, b): return a - b", "arithmetic"),
        ("def f(a, b): return (a) + (b)", "def f(a, b): return (a) - (b)", "arithmetic"),
        ("def f(a): a += 2", "def f(a): a -= 2", "arithmetic"),
        ("def f(a): a += 2", "def f(a): a = 2", "arithmetic"),
        ("def f(a, b): return a // b", "def f(a, b): return a / b", "arithmetic"),
        ("def f(a, b): return [a - b]", "def f(a, b): return [(b - a)]", "swapped operands"),
        ("def f(a, b): return [(a + 1) / b]", "def f(a, b): return [(b / (a + 1))]", "swapped operands"),
        ("def f(a, b): return a < b", "def f(a, b): return a <= b", "comparison"),
        ("def f(a, b): return a not in b", "def f(a, b): return a in b", "comparison"),
        ("def f(a, b): return a is  not b", "def f(a, b): return a is b", "comparison"),
        ("def f(a, b): return 0 < a <= b", "def f(a, b): return 0 < a < b", "comparison"),
        ("def f(a, b): return a and b", "def f(a, b): return a or b", "boolean"),
        ("def f(a, b): return a and b", "def f(a, b): return a and True", "dropped condition"),
        ("def f(a, b): return a or b", "def f(a, b): return False or b", "dropped condition"),
        ("def f(a): return not a", "def f(a): return  a", "dropped sign"),
        ("def f(a): return [-a]", "def f(a): return [a]", "dropped sign"),
        ("def f(): return 3", "def f(): return 4", "constant"),
        ("def f(): return 3", "def f(): return 2", "constant"),
        ("def f(): return 3", "def f(): return 0", "constant"),
        ("def f(): return 0.5", "def f(): return 0.0", "constant"),
        ("def f(a=1): return a", "def f(a=2): return a", "constant"),
        ("def f(x): return x.sum(axis=1)", "def f(x): return x.sum(axis=0)", "constant"),
        ("def f(x): return x.sum(axis=0)", "def f(x): return x.sum()", "without axis"),
        ("def f(x): return g(x, axis=-1, k=2)", "def f(x): return g(x, k=2)", "without axis"),
        ("def f(x): return g(axis=1, k=x)", "def f(x): return g(k=x)", "without axis"),
        ("def f(x): return x.sum(keepdims=True)", "def f(x): return x.sum(keepdims=False)", "constant"),
        ("def f(x): return x.sum()", "def f(x): return x.mean()", "reduction"),
        ("def f(x): return max(x)", "def f(x): return min(x)", "reduction"),
        ("def f(x): return np.maximum(x, 0)", "def f(x): return np.minimum(x, 0)", "reduction"),
        ("def f(x):\n    x = g(x)\n    return x", "def f(x):\n    pass\n    return x", "dropped statement"),
        ("def f(x):\n    if x: g()\n    return x", "def f(x):\n    pass\n    return x", "dropped statement"),
        ("def f(x):\n    if x: g()\n    return x", "def f(x):\n    if True: g()\n    return x", "dropped branch"),
        ("def f(x): return 1 if x else 2", "def f(x): return 1 if False else 2", "dropped branch"),
        ("def f(x): return [a for a in x if a]", "def f(x): return [a for a in x if True]", "dropped condition"),
        ("def f(a, b): return g(a, b)", "def f(a, b): return g(b, a)", "swapped arguments"),
        ("def f(n): return range(n)", "def f(n): return range(n + 1)", "off by one"),
        ("def f(a, n): return range(a, n)", "def f(a, n): return range(a, n - 1)", "off by one"),
        ("def f(x, k): return x[:k]", "def f(x, k): return x[:k - 1]", "off by one"),
        ("def f(x, k): return x[:k]", "def f(x, k): return x[1:k]", "off by one"),
        ("def f(x, k): return x[k:]", "def f(x, k): return x[k:-1]", "off by one"),
        ("def f(x, k): return x[::k]", "def f(x, k): return x[::]", "without step"),
        ("def f(a, b): return [(a @ b).T]", "def f(a, b): return [(a @ b)]", "without T"),
        ("def f(a): return [a.transpose(1, 0)]", "def f(a): return [a]", "without transpose"),
        ("def f(a): return [np.transpose(a)]", "def f(a): return [(a)]", "without transpose"),
        ("def f(a): return [a.astype(float)]", "def f(a): return [a]", "without astype"),
        ("def f(a): return g(h(a))", "def f(a): return h(a)", "returned an intermediate"),
        ("def f(a, b): return a * b", "def f(a, b): return a", "returned an intermediate"),
        ("def f(a):\n    b = g(a)\n    c = h(b)\n    return c", "def f(a):\n    b = g(a)\n    c = h(b)\n    return b",
         "returned an intermediate"),
        ("def f(a, b): return a, b", "def f(a, b): return (b), (a)", "returned an intermediate"),
        ("def f(a):  # 注释\n    return '中文', a + 1", "def f(a):  # 注释\n    return '中文', a - 1", "arithmetic"),
        ("def f(a, b):\n    return (a  # + is not here\n            + b)",
         "def f(a, b):\n    return (a  # + is not here\n            - b)", "arithmetic"),
    ],
)  # fmt: skip
def test_each_operator_makes_its_mutant(source: str, mutant: str, operator: str) -> None:
    assert edited(source).get(mutant) == operator, edited(source)


@pytest.mark.parametrize(
    "source",
    [
        'def f():\n    """Say 1 + 1."""',  # a docstring is no behaviour
        "def f(a: int = None) -> list[1]:\n    return a",  # nor is an annotation
        "def f(a):\n    raise ValueError(f'{a + 1} {1 + 1}')",  # nor is a message
        "import numpy as np\nfrom math import sqrt",
    ],
)
def test_what_is_no_behaviour_is_left_alone(source: str) -> None:
    made = [mutant for mutant in edited(source) if mutant.count("pass") <= source.count("pass")]
    assert made == []


def test_edits_that_compile_to_the_same_code_are_one_mutant() -> None:
    found = mutants("def f(a):\n    while a: a = 0\n    return a == a == 1")
    texts = list(edited("def f(a):\n    while a: a = 0\n    return a == a == 1"))
    assert len(texts) == len(set(texts)) == len(found["edits"])
    assert mutants("def f(): return 1")["duplicates"] == 1  # 1 - 1 and 0
    assert mutants("def f(x): return max(x,)")["broken"] == 0
    assert mutants("def f(x): return max(key=x,)")["broken"] == 1  # max(,)


def test_an_edit_that_changes_nothing_is_no_mutant() -> None:
    assert "def f(a): return g(a, a)" not in edited("def f(a): return g(a, a)")
    kept = edited("def f(x):\n    7\n    x + 1\n")  # the compiler drops the statement 7 itself
    assert "def f(x):\n    pass\n    x + 1\n" not in kept


def test_a_source_that_does_not_parse_says_so() -> None:
    with pytest.raises(SyntaxError):
        mutants("def f(:")


_NAMES = st.sampled_from(["a", "b", "len(a)", "a[1:]", "(a + b)", "a.sum(axis=0)", "not a", "a if b else 1", "[a, 2]"])


@given(left=_NAMES, right=_NAMES, op=st.sampled_from(["+", "-", "*", "/", "<", ">=", "and", "or", "%", "**", "=="]))
def test_every_edit_lies_in_the_source_and_every_mutant_compiles(left: str, right: str, op: str) -> None:
    source = f"def f(a, b):\n    c = {left} {op} ({right})\n    return g({left}, c)\n"
    for start, end, text, _ in mutants(source)["edits"]:
        assert 0 <= start <= end <= len(source)
        mutant = source[:start] + text + source[end:]
        assert ast.dump(ast.parse(mutant)) != ast.dump(ast.parse(source))
