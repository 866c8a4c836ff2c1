from __future__ import annotations

from pathlib import Path

import pytest

from drillbank.audit import examples
from drillbank.audit.confined import Confined, DidNotRun
from drillbank.grading.judge import Judge

from .proving import loaded


@pytest.fixture
def confined(judge: Judge) -> Confined:
    return Confined(judge, loaded().get("running-mean"))


def test_what_a_program_prints_comes_back(confined: Confined) -> None:
    assert confined.printed("print('均值', 1 + 1)") == "均值 2\n"
    assert confined.printed("print(NAMES)", given="NAMES = [1]") == "[1]\n"
    assert confined.printed("import numpy\nprint(numpy.eye(2)[0])", requires=["numpy"]) == "[1. 0.]\n"


@pytest.mark.parametrize(
    ("code", "said", "busy"),
    [
        ("1 / 0", "runtime_error: ZeroDivisionError", False),
        ("def f(:", "syntax_error", False),
        ("while True: pass", "time_limit_exceeded", True),
        ("import os; os._exit(3)", "runtime_error", False),
        ("print('x' * 40_000)", "more than 32 KB", False),
        ("import os\nos.write(4, b'forged')", "protocol_error", True),
    ],
)
def test_how_a_program_failed_is_said(confined: Confined, code: str, said: str, busy: bool) -> None:
    with pytest.raises(DidNotRun, match=said) as caught:
        confined.printed(code, wall_s=1)
    assert caught.value.busy is busy


def test_a_program_of_a_bank_reaches_nothing_of_the_machine(confined: Confined, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    code = f"""
import socket
for attempt in (
    lambda: open({str(secret)!r}).read(),
    lambda: open({str(tmp_path / "made")!r}, "w"),
    lambda: socket.create_connection(("127.0.0.1", 9)),
):
    try:
        print("reached", attempt())
    except OSError:
        print("refused")
"""
    assert confined.printed(code) == "refused\n" * 3
    assert not (tmp_path / "made").exists()


def test_a_tool_is_asked_beside_a_program_that_prints(confined: Confined) -> None:
    program = "print('noise')\nVALUE = 0.6667\n"
    assert confined.ask(examples, "_tool['differs'](VALUE, '0.667')", program=program) == ""
    assert "not 0.5" in confined.ask(examples, "_tool['differs'](VALUE, '0.5')", program=program)


def test_a_long_answer_of_a_tool_comes_in_pages(confined: Confined) -> None:
    assert confined.ask(examples, "['中' * 20_000, 1]") == ["中" * 20_000, 1]


def test_an_answer_that_is_no_json_is_refused(confined: Confined) -> None:
    with pytest.raises(DidNotRun, match="no JSON"):
        confined.ask(examples, "1", program="print = lambda *words: None\n")
