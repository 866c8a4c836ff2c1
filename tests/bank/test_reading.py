"""Reading hostile and broken text: a tree with lines, or one BankError, never anything else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillbank.bank import parsing, reading
from drillbank.errors import BankError


def problem(text: str) -> tuple[int | None, str]:
    with pytest.raises(BankError) as caught:
        reading.read_text(text, "q.yaml")
    (only,) = caught.value.problems
    return only.line, only.message


def test_scalars_stay_what_was_typed_and_know_their_line() -> None:
    node = reading.read_text("a: 1.0\nb:\n  - no\n  - 'x'\nc: 2026-11-23\n", "q.yaml")
    assert isinstance(node, reading.Mapping)
    assert node.entries["a"] == (1, reading.Scalar("1.0", True, 1))
    assert node.entries["b"][1] == reading.Listing((reading.Scalar("no", True, 3), reading.Scalar("x", False, 4)), 3, 3)
    assert node.entries["c"][1] == reading.Scalar("2026-11-23", True, 5)


def test_a_repeated_key_is_kept_apart_from_the_first() -> None:
    node = reading.read_text("a: 1\nb: 2\na: 3\n", "q.yaml")
    assert isinstance(node, reading.Mapping)
    assert node.entries["a"] == (1, reading.Scalar("1", True, 1))
    assert node.repeated == (("a", 3),)


def test_an_alias_is_followed() -> None:
    node = reading.read_text("a: &x [1, 2]\nb: *x\n", "q.yaml")
    assert reading.plain(node) == {"a": [1, 2], "b": [1, 2]}


def test_billion_laughs_are_refused_before_they_are_expanded() -> None:
    lines = ["l0: &l0 [a, a, a, a, a, a, a, a, a, a]"]
    lines += [f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 10)}]" for i in range(1, 40)]
    line, message = problem("\n".join(lines))
    assert "more than 200,000 values once its aliases are followed" in message
    assert line is not None
    assert line <= 7


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", None, "is empty"),
        ("# only a comment\n", None, "is empty"),
        ("a: 1\n---\nb: 2\n", 2, "second YAML document"),
        ("a: *nowhere\n", 1, "alias *nowhere"),
        ("a: &x [1, *x]\n", 1, "inside of what it names"),
        ("a: !!python/object/apply:os.system [echo]\n", 1, "tags are not used"),
        ("a: !!str 1\n", 1, "tags are not used"),
        ("? [a, b]\n: 1\n", 1, "as a key"),
        ("a: b: c\n", 1, "quote a text that holds a colon"),
        ("a: 1\n\tb: 2\n", 2, "indent with spaces"),
        ("a: [1, 2\nb: 3\n", 2, "no valid YAML"),
        ("a: 1\nb: \x07\n", 2, "no valid YAML"),
        ("a: '\ud800'\n", 1, "surrogate"),
    ],
)
def test_each_fault_is_one_sentence_with_its_line(text: str, line: int | None, said: str) -> None:
    where, message = problem(text)
    assert said in message
    assert where == line
    assert "\n" not in message


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 50_000 + "a", "{a: " * 60 + "1" + "}" * 60])
def test_deep_nesting_is_refused_without_recursion(text: str) -> None:
    assert "nested" in problem(text)[1] or "no valid YAML" in problem(text)[1]


def test_fifty_levels_are_deep_enough() -> None:
    depth = reading.MAX_DEPTH
    assert reading.plain(reading.read_text("[" * depth + "]" * depth, "q.yaml")) is not None
    assert "nested deeper" in problem("[" * (depth + 1) + "]" * (depth + 1))[1]


def test_a_byte_that_is_no_utf8_is_named_with_its_line() -> None:
    with pytest.raises(BankError) as caught:
        reading.decode(b"title:\n  zh: \xb3\xac\n", "q.yaml")
    assert str(caught.value) == "q.yaml:2: is not UTF-8 (byte 0xb3); save the file as UTF-8"


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert reading.decode(b"\xef\xbb\xbfa: 1", "q.yaml") == "a: 1"


def test_a_huge_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "q.yaml"
    path.write_bytes(b"a" * (reading.MAX_FILE_BYTES + 2))
    assert len(reading.read_bytes(path, "q.yaml")) == reading.MAX_FILE_BYTES + 1
    with pytest.raises(BankError, match="larger than 1024 KiB"):
        reading.read_file(path, "q.yaml")


def test_plain_values_follow_yaml_12() -> None:
    text = "{a: yes, b: true, c: 0x10, d: 1e3, e: 2026-11-23, f: ~, g: '1', h: -5, i: 1_000}"
    assert reading.plain(reading.read_text(text, "q.yaml")) == {
        "a": "yes", "b": True, "c": "0x10", "d": 1000.0, "e": "2026-11-23", "f": None, "g": "1", "h": -5, "i": "1_000",
    }  # fmt: skip


def outcome(read: Callable[[], object]) -> str:
    """ "question", or the messages of the one error that may come."""
    try:
        read()
    except BankError as error:
        return " ".join(problem.message for problem in error.problems)
    return "question"


@given(st.binary(max_size=300))
def test_any_bytes_give_a_question_or_a_bank_error(raw: bytes) -> None:
    for kind in ("theory", "coding"):
        assert outcome(lambda kind=kind: parsing.parse(reading.decode(raw, "x"), f"{kind}/x.yaml", "mine"))


_scraps = st.lists(
    st.sampled_from(
        ["title:", "zh:", " a", "[", "]", "{", "}", "&x ", "*x", "\n", "  ", "- ", "|\n", "'", '"', ":", ",", "!!",
         "é", "? ", "tests:", "points:", "id: 1", "<<: *x", "level: 3", "%YAML 9\n", "---\n", "...\n",
         "\t", "#", "答", "\x85"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=400)
@given(_scraps)
def test_scraps_of_yaml_give_a_question_or_a_bank_error(text: str) -> None:
    for kind in ("theory", "business", "coding"):
        found = outcome(lambda kind=kind: parsing.parse(text, f"{kind}/x.yaml", "mine"))
        assert found == "question" or "\n" not in found


def test_a_link_or_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    import os

    secret = tmp_path / "secret"
    secret.write_text("password: hunter2")
    (tmp_path / "link.yaml").symlink_to(secret)
    os.mkfifo(tmp_path / "pipe.yaml")
    for name, word in (("link.yaml", "a link"), ("pipe.yaml", "no plain file")):
        with pytest.raises(BankError, match=word) as caught:
            reading.read_bytes(tmp_path / name, name)
        assert "hunter2" not in str(caught.value)
