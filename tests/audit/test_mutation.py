from __future__ import annotations

import pytest

from drillbank.audit.confined import Confined, DidNotRun
from drillbank.audit.mutation import apply, is_edit, mutate
from drillbank.grading.judge import Judge

from .proving import loaded

SOURCE = "def f(x):\n    y = x + 1  # 加\n    return y\n"


def test_mutants_come_back_from_the_sandbox_as_programs_with_their_lines(judge: Judge) -> None:
    found = mutate(Confined(judge, loaded().get("running-mean")), SOURCE)
    by_edit = {(mutant.was, mutant.now): mutant for mutant in found.made}
    minus = by_edit["y = x + 1  # 加", "y = x - 1  # 加"]
    assert (minus.line, minus.operator) == (2, "arithmetic")
    assert minus.code == SOURCE.replace("+", "-")
    assert by_edit["y = x + 1  # 加", "pass  # 加"].operator == "dropped statement"
    assert found.duplicates == 1  # 1 - 1 and 0


def test_more_mutants_than_fit_one_output_come_in_pages(judge: Judge) -> None:
    source = "def f(x):\n" + "".join(f"    x[{n}] = {n} + x[{n + 1}] * 1.5\n" for n in range(100)) + "    return x\n"
    found = mutate(Confined(judge, loaded().get("running-mean")), source)
    assert len(found.made) > 900
    assert len({mutant.code for mutant in found.made}) == len(found.made)
    for mutant in found.made[::97]:
        compile(mutant.code, "mutant", "exec")


def test_a_source_that_does_not_parse_is_said(judge: Judge) -> None:
    with pytest.raises(DidNotRun, match="SyntaxError"):
        mutate(Confined(judge, loaded().get("running-mean")), "def f(:")


@pytest.mark.parametrize(
    "edit", [(-1, 2, "", ""), (0, 10**6, "", ""), (5, 4, "", ""), (0.5, 1, "", ""), (True, 2, "", "")]
)
def test_an_edit_outside_the_source_is_refused(edit: tuple[int, int, str, str]) -> None:
    with pytest.raises(ValueError, match="outside"):
        apply(SOURCE, *edit)


def test_an_edit_over_several_lines_shows_all_of_them() -> None:
    source = "if a:\n    if b:\n        c()\n    d()\n"
    start = source.index("if b")
    mutant = apply(source, start, source.index("\n    d"), "pass", "dropped statement")
    assert (mutant.line, mutant.was, mutant.now) == (2, "if b:\n    c()", "pass")
    assert mutant.code == "if a:\n    pass\n    d()\n"


@pytest.mark.parametrize(
    ("was", "now", "meant"),
    [
        ("y = x + 1  # 加", "y = x - 1  # 加", True),
        ("y=x+1 # 加", "y=x-1 # 加", True),
        ("x + 1", "x - 1", True),
        ("+", "-", True),
        ("y = x + 1  # 加", "y = x * 1  # 加", False),
        ("x + 2", "x - 2", False),
        ("x + 1", "x", False),
        ("", "", False),
    ],
)
def test_an_author_means_a_mutant_by_its_line_or_by_the_edited_part(was: str, now: str, meant: bool) -> None:
    mutant = apply(SOURCE, SOURCE.index("+"), SOURCE.index("+") + 1, "-", "arithmetic")
    assert is_edit(mutant, was, now) is meant
