from __future__ import annotations

import io

from drillbank.audit.proof import KillMatrix
from drillbank.cli import kill_matrix
from drillbank.cli.context import Context
from drillbank.cli.globals import GlobalOptions
from drillbank.cli.out import Out
from drillbank.cli.page import Page


def shown(matrix: KillMatrix, lang: str = "en") -> list[str]:
    out = Out(plain=True, colour=False, stdout=io.StringIO())
    context = Context(GlobalOptions(lang=lang))
    kill_matrix.show(context, Page(out), matrix)
    text = out.stdout
    assert isinstance(text, io.StringIO)
    return text.getvalue().splitlines()


def test_a_row_shows_what_each_test_did_to_each_mistake() -> None:
    matrix = KillMatrix(
        ("by-hand", "growth"),
        ("slip", "crash", "slow"),
        (("wrong_answer", ""), ("runtime_error", ""), ("accepted", "time_limit_exceeded")),
        (12, 0),
    )
    assert shown(matrix) == [
        "         a b c  mutants",
        "by-hand  ✘ ! ·  12",
        "growth       ✘  0",
        "",
        "a  slip",
        "b  crash",
        "c  slow",
        "✘ caught  ! failed otherwise  · accepted",
    ]


def test_more_mistakes_than_letters_go_into_a_second_table() -> None:
    names = tuple(f"mistake-{number}" for number in range(28))
    matrix = KillMatrix(("测试",), names, (("accepted",),) * 27 + (("wrong_answer",),), (3,))
    lines = shown(matrix, "zh")
    assert lines[0] == f"      {' '.join('abcdefghijklmnopqrstuvwxyz')}  变异体"
    assert lines[2 + 1 + 26] == "      a b  变异体"
    assert lines[2 + 1 + 26 + 1] == "测试  · ✘  3"
    assert lines[-2] == "b  mistake-27"


def test_names_of_a_strangers_bank_are_cleaned() -> None:
    lines = shown(KillMatrix(("a\x1b[2Jb",), ("m\x07",), (("accepted",),), (0,)))
    assert not any("\x1b" in line or "\x07" in line for line in lines)
    assert "a\\x1b[2Jb" in lines[1]
