"""A kata as she sees it: saves are graded while she looks on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from .terminal import Terminal

Start = Callable[..., Terminal]
Reviews = Callable[[], list[dict[str, Any]]]


def save(path: Path, text: str) -> None:
    """As careful editors do: a new file takes the old one's place."""
    new = path.with_suffix(".new")
    new.write_text(text)
    new.replace(path)


def test_each_save_is_graded(terminal: Start, reviews: Reviews, home: Path) -> None:
    path = home / "data" / "drafts" / "add-two.py"
    kata = terminal("kata", "add-two", "--watch")
    kata.expect("Open it in your editor; each save is graded.")
    kata.expect("q leave (kept)")
    save(path, "def add(a, b):\n    return a - b\n")
    kata.expect("save 1")
    kata.expect("This looks like a known mistake: minus")
    kata.expect("q leave (kept)")
    path.write_text("def add(a, b):\n    return a + b\n")  # in place this time
    kata.expect("save 2")
    kata.expect("✔ accepted")
    kata.expect("▸ 2 Hard")
    kata.type("\r")
    kata.expect("Recorded: Hard.")
    assert kata.wait() == 0
    assert [review["rating"] for review in reviews()] == [2]


def test_keys_typed_while_grading_do_nothing(terminal: Start, home: Path) -> None:
    kata = terminal("kata", "add-two")
    kata.expect("q leave (kept)")
    (home / "data" / "drafts" / "add-two.py").write_text("def add(a, b):\n    while True: pass\n")
    kata.type("r")
    kata.expect("Grading …")
    kata.type("gyq")
    kata.expect("time limit exceeded")
    kata.expect("q leave (kept)")
    kata.type("h")
    came = kata.expect("Think of the plus sign.")
    assert "Give up" not in came
    assert "gyq" not in kata.screen


def test_ctrl_c_keeps_the_file(terminal: Start, home: Path) -> None:
    kata = terminal("kata", "add-two", "--watch")
    kata.expect("q leave (kept)")
    kata.type("\x03")
    assert kata.wait() == 130
    assert (home / "data" / "drafts" / "add-two.py").exists()
    assert "Traceback" not in kata.screen
