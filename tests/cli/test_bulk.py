"""``grade FILE.jsonl``: lines in, lines out, in order; resumable."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from drillbank.cli import bulk
from tests.conftest import Ran


def test_the_command_keeps_order_and_resumes(drillbank: Callable[..., Ran], tmp_path: Path) -> None:
    good = '{"question": "quantize", "code": "def quantize(x): return None", "n": %d}'
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join([good % 1, "broken", "", good % 4]) + "\n", encoding="utf-8")
    whole = drillbank("grade", str(source), "--seed", "1")
    assert whole.code == 0, whole.err
    documents = [json.loads(line) for line in whole.out.splitlines()]
    assert [d.get("n", d.get("line")) for d in documents] == [1, 2, 4]

    first = whole.out.splitlines(keepends=True)
    target.write_text(first[0] + first[1][:10], encoding="utf-8")  # torn in the middle of the second line
    resumed = drillbank("grade", str(source), "--seed", "1", "--output", str(target), "--resume")
    assert resumed.code == 0, resumed.err
    again = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [d.get("n", d.get("line")) for d in again] == [1, 2, 4]
    assert again[1] == documents[1]


def test_resume_without_output_is_wrong_use(drillbank: Callable[..., Ran]) -> None:
    ran = drillbank("grade", "-", "--resume")
    assert ran.code == 2
    assert "--output" in ran.err


@pytest.mark.parametrize(("text", "lines"), [(b"", 0), (b"{}\n", 1), (b"{}\n{}\n", 2), (b'{}\n{"a', 1), (b'{"a', 0)])
def test_whole_lines_are_counted_and_a_torn_one_is_cut_off(tmp_path: Path, text: bytes, lines: int) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(text)
    assert bulk._whole_lines(path) == lines
    assert path.read_bytes() == text[: text.rfind(b"\n") + 1]


def test_a_missing_file_is_one_sentence(drillbank: Callable[..., Ran]) -> None:
    ran = drillbank("grade", "none.jsonl")
    assert ran.code == 2
    assert "none.jsonl cannot be read" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_an_answer_that_is_too_large_gets_an_error_line(drillbank: Callable[..., Ran], tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    lines = [{"question": "quantize", "code": "#" * (1 << 20) + "#"}, {"question": "quantize", "code": "x ="}]
    source.write_text("".join(json.dumps(line) + "\n" for line in lines))
    documents = [json.loads(line) for line in drillbank("grade", str(source)).out.splitlines()]
    assert "larger than 1 MiB" in documents[0]["error"]
    assert documents[1]["verdict"] == "syntax_error"
