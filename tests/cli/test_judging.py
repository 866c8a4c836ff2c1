from __future__ import annotations

import threading
from pathlib import Path

import pytest

from drillbank.cli.judging import JudgeAtNeed
from drillbank.errors import JudgeUnavailable
from drillbank.grading import judge as judges
from drillbank.model import Coding, Lang, Outcome, Verdict

from .screens import MakeScreen


class Fake:
    """A judge that notes what was asked of it."""

    def __init__(self, *, unavailable: bool = False) -> None:
        self.calls: list[str] = []
        self.unavailable = unavailable

    def warm(self, question: Coding) -> None:
        self.calls.append(f"warm {question.id}")
        if self.unavailable:
            raise JudgeUnavailable("landlock", "the kernel lacks it", "Use a newer kernel.")

    def grade(self, question: Coding, code: str, *, lang: Lang) -> Verdict:
        self.warm(question)
        return Verdict(question.id, Outcome.ACCEPTED, 1.0, (), 1)

    def close(self) -> None:
        self.calls.append("close")


def opened(monkeypatch: pytest.MonkeyPatch, fake: Fake) -> list[Path]:
    folders: list[Path] = []

    def open_(scratch: Path, *, packages: Path | None) -> Fake:
        folders.append(scratch)
        return fake

    monkeypatch.setattr(judges.Judge, "open", staticmethod(open_))
    return folders


def kata(screen: MakeScreen) -> Coding:
    question = screen().ctx.bank.get("add-two")
    assert isinstance(question, Coding)
    return question


def test_one_judge_is_warmed_used_and_closed(
    monkeypatch: pytest.MonkeyPatch, screen: MakeScreen, tmp_path: Path
) -> None:
    fake = Fake()
    folders = opened(monkeypatch, fake)
    question = kata(screen)
    with JudgeAtNeed(tmp_path) as judge:
        judge.warm(question)
        assert judge.grade(question, "", "en").outcome is Outcome.ACCEPTED
        judge.grade(question, "", "en")
    assert folders == [tmp_path]
    assert fake.calls == ["warm add-two"] * 3 + ["close"]


def test_a_sitting_without_code_opens_no_judge(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folders = opened(monkeypatch, Fake())
    with JudgeAtNeed(tmp_path):
        pass
    assert folders == []


def test_a_judge_that_is_not_to_be_had_says_so_when_it_has_to_grade(
    monkeypatch: pytest.MonkeyPatch, screen: MakeScreen, tmp_path: Path
) -> None:
    opened(monkeypatch, Fake(unavailable=True))
    question = kata(screen)
    with JudgeAtNeed(tmp_path) as judge:
        judge.warm(question)
        with pytest.raises(JudgeUnavailable, match="the kernel lacks it"):
            judge.grade(question, "", "en")


def test_who_leaves_while_the_judge_still_starts_is_not_kept_waiting(
    monkeypatch: pytest.MonkeyPatch, screen: MakeScreen, tmp_path: Path
) -> None:
    started, may_go_on = threading.Event(), threading.Event()

    class Slow(Fake):
        def warm(self, question: Coding) -> None:
            started.set()
            may_go_on.wait(60)

    fake = Slow()
    opened(monkeypatch, fake)
    monkeypatch.setattr("drillbank.cli.judging.LEAVING_WAIT_S", 0.05)
    with JudgeAtNeed(tmp_path) as judge:
        judge.warm(kata(screen))
        assert started.wait(60)
    assert not may_go_on.is_set()  # left, and it still starts
    assert "close" not in fake.calls
    may_go_on.set()
