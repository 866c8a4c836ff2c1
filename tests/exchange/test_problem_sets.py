from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from drillbank.errors import ExchangeError
from drillbank.exchange.bankfile import question_of
from drillbank.exchange.problem_sets import read_set
from drillbank.model import Coding

HUMANEVAL: dict[str, Any] = {
    "task_id": "HumanEval/900",
    "prompt": "from typing import List\n\n\ndef half(x: int) -> int:\n    return x // 2\n\n\n"
    'def halves(xs: List[int]) -> List[int]:\n    """ Half of each.\n    >>> halves([4])\n    [2]\n    """\n',
    "entry_point": "halves",
    "canonical_solution": "    return [half(x) for x in xs]\n",
    "test": "METADATA = {}\n\ndef check(candidate):\n"
    "    assert candidate([4, 7]) == [half(4), 3]\n    assert candidate([]) == []\n",
}
MBPP: dict[str, Any] = {
    "task_id": 11,
    "text": "Write a function to double a number.",
    "code": "def helper(x):\r\n  return x\r\ndef double(x, times=(1, 2)):\r\n  return 2 * helper(x)",
    "test_setup_code": "",
    "test_list": ["assert double(2) == 4", "assert double(0) == helper(0)"],
    "challenge_test_list": ["assert double(-1) == -2"],
}


def write(path: Path, *entries: Any) -> Path:
    path.write_text("\n".join(json.dumps(entry) for entry in entries) + "\n", encoding="utf-8")
    return path


def only(path: Path, format: str) -> Coding:
    (task,) = read_set(path, format)
    assert task.refused == ""
    question = question_of(task.id, "coding", task.document)
    assert isinstance(question, Coding)
    return question


def test_a_humaneval_line_becomes_one_test_that_calls_the_set_s_check(tmp_path: Path) -> None:
    question = only(write(tmp_path / "h.jsonl", HUMANEVAL), "humaneval")
    assert question.id == "humaneval-900"
    assert len(question.tests) == 1
    assert question.tests[0].code.endswith("check(solution.halves)\n")
    assert "def half" in question.given  # the check calls it, and the answer may
    assert "def halves" not in question.given
    assert question.starter.endswith("    raise NotImplementedError\n")
    assert question.solution == HUMANEVAL["prompt"] + HUMANEVAL["canonical_solution"]
    assert question.origin is not None
    assert question.origin.proved is False
    assert "Half of each." in (question.prompt.en or "")


def test_imports_alone_are_not_given(tmp_path: Path) -> None:
    entry = {
        **HUMANEVAL,
        "prompt": HUMANEVAL["prompt"].replace("def half(x: int) -> int:\n    return x // 2\n\n\n", ""),
    }
    assert only(write(tmp_path / "h.jsonl", entry), "humaneval").given == ""


def test_an_mbpp_line_binds_the_function_and_the_reference_s_helpers(tmp_path: Path) -> None:
    question = only(write(tmp_path / "m.jsonl", MBPP), "mbpp")
    assert question.id == "mbpp-11"
    assert question.tests[0].code == (
        "double = solution.double\nhelper = reference.helper\nassert double(2) == 4\nassert double(0) == helper(0)\n"
        "assert double(-1) == -2\n"
    )
    assert question.starter == "def double(x, times=(1, 2)):\n    raise NotImplementedError\n"
    assert "assert double(2) == 4" in (question.prompt.en or "")


def test_the_sanitised_form_and_gzip_and_lists_are_read(tmp_path: Path) -> None:
    entry = {k: v for k, v in MBPP.items() if k not in ("text", "test_setup_code", "challenge_test_list")}
    entry |= {"prompt": MBPP["text"], "test_imports": ["import math"]}
    (tmp_path / "m.json").write_text(json.dumps([entry]))
    assert only(tmp_path / "m.json", "mbpp").tests[0].code.startswith("import math\ndouble = ")
    (tmp_path / "h.jsonl.gz").write_bytes(gzip.compress(json.dumps(HUMANEVAL).encode()))
    assert only(tmp_path / "h.jsonl.gz", "humaneval").id == "humaneval-900"


@pytest.mark.parametrize(
    ("format", "change", "says"),
    [
        ("humaneval", {"task_id": "x"}, "task_id"),
        ("humaneval", {"entry_point": "not a name"}, "no name"),
        ("humaneval", {"entry_point": "absent"}, "absent"),
        ("humaneval", {"test": "assert 1"}, "check"),
        ("humaneval", {"prompt": 7}, "prompt"),
        ("mbpp", {"task_id": True}, "task_id"),
        ("mbpp", {"test_list": []}, "test_list"),
        ("mbpp", {"test_list": ["assert True"], "challenge_test_list": []}, "no function"),
        ("mbpp", {"test_list": ["assert double(lambda x: x) == 1"]}, "function to the answer"),
        (
            "mbpp",
            {"code": "class Node: pass\ndef double(x): return x", "test_list": ["assert double(Node()) == 1"]},
            "classes",
        ),
    ],
)
def test_a_line_that_cannot_be_judged_says_why(tmp_path: Path, format: str, change: dict[str, Any], says: str) -> None:
    entry = {**(HUMANEVAL if format == "humaneval" else MBPP), **change}
    (task,) = read_set(write(tmp_path / "x.jsonl", entry), format)
    assert says in task.refused


def test_the_same_id_twice_is_said(tmp_path: Path) -> None:
    first, second = read_set(write(tmp_path / "x.jsonl", MBPP, MBPP), "mbpp")
    assert (first.refused, second.refused) == ("", "has the task id of line 1 again")


@pytest.mark.parametrize(
    "raw", [b"{nonsense", b"\xff\xfe{}", gzip.compress(b"x" * 90_000_000), b"\x1f\x8bbroken", b"[" * 50_000]
)
def test_a_file_that_is_no_set_is_refused_in_one_sentence(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(raw)
    with pytest.raises(ExchangeError) as caught:
        list(read_set(path, "mbpp"))
    assert "\n" not in str(caught.value)
