from __future__ import annotations

from pathlib import Path

import pytest

from drillbank.cli.asking import Asking
from drillbank.cli.dialogue import Leave
from drillbank.cli.drafts import Attempts
from drillbank.cli.judging import JudgeAtNeed
from drillbank.cli.programming import Programming, stamp_of
from drillbank.cli.studying import drafts_of
from drillbank.model import Coding, Lang, Outcome, Rating, TestResult, Verdict

from .screens import MakeScreen, Screen


class Scripted(JudgeAtNeed):
    """A judge that gives these outcomes in turn."""

    def __init__(self, *outcomes: Outcome) -> None:
        super().__init__(Path())
        self.outcomes = list(outcomes)
        self.seen: list[str] = []

    def warm(self, question: Coding) -> None:
        """Nothing to start."""

    def grade(self, question: Coding, code: str, lang: Lang) -> Verdict:
        self.seen.append(code)
        outcome = self.outcomes.pop(0)
        return Verdict(question.id, outcome, 0.0, (TestResult("small", outcome, False),), 1)


def begun(made: Screen, judge: Scripted, *, text: str = "mine") -> Programming:
    question = made.ctx.bank.get("add-two")
    assert isinstance(question, Coding)
    drafts = drafts_of(made.ctx)
    drafts.open_code(question)[0].write_text(text)
    return Programming(made.dialogue, question, drafts, judge, asking=Asking())


def test_a_judge_error_is_no_try(screen: MakeScreen) -> None:
    made = screen("r\nr\n\n")
    settled = begun(made, Scripted(Outcome.JUDGE_ERROR, Outcome.ACCEPTED)).run()
    assert settled.rating is Rating.GOOD
    assert "not counted against you" in made.text


def test_tries_and_hints_are_on_the_disk_before_the_next_key(screen: MakeScreen) -> None:
    made = screen("r\nh\n")
    programming = begun(made, Scripted(Outcome.WRONG_ANSWER))
    with pytest.raises(Leave):
        programming.run()
    kept = drafts_of(made.ctx).attempts("add-two")
    assert (kept.graded, kept.hints) == (1, 1)


def test_hints_run_out(screen: MakeScreen) -> None:
    made = screen("h\nh\nh\nr\n\n")
    settled = begun(made, Scripted(Outcome.ACCEPTED)).run()
    assert settled.hints == 2
    assert "Please type one of: Enter r g q" in made.text


def test_time_adds_up_over_sittings(screen: MakeScreen) -> None:
    made = screen("r\n\n")
    drafts_of(made.ctx).keep_attempts("add-two", Attempts(seconds=100.0))
    settled = begun(made, Scripted(Outcome.ACCEPTED)).run()
    assert settled.seconds is not None
    assert 100 <= settled.seconds < 160
    assert "01:40 elapsed" in made.text


def test_a_file_that_is_too_large_is_not_graded(screen: MakeScreen) -> None:
    made = screen("r\nq\n")
    judge = Scripted()
    with pytest.raises(Leave):
        begun(made, judge, text="#" * 1_000_001).run()
    assert judge.seen == []
    assert "larger than 1 MB" in made.text


def test_a_stamp_changes_with_each_save_and_is_none_without_a_file(tmp_path: Path) -> None:
    path = tmp_path / "answer.py"
    assert stamp_of(path) is None
    path.write_text("a")
    first = stamp_of(path)
    (tmp_path / "new").write_text("a")
    (tmp_path / "new").replace(path)  # same text, another file: a save all the same
    assert first is not None
    assert stamp_of(path) != first


def test_a_save_while_the_question_is_shown_or_an_answer_graded_is_graded_too(
    screen: MakeScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = screen("\n")

    class Busy(Scripted):
        """She saves once more before each look at the file."""

        def warm(self, question: Coding) -> None:
            programming.path.write_text("saved while it was shown")

        def grade(self, question: Coding, code: str, lang: Lang) -> Verdict:
            if len(self.outcomes) > 1:
                programming.path.write_text("saved while the first one was graded")
            return super().grade(question, code, lang)

    judge = Busy(Outcome.WRONG_ANSWER, Outcome.ACCEPTED)
    programming = begun(made, judge)
    programming.watch = True
    pick = made.dialogue.pick
    monkeypatch.setattr(
        made.dialogue, "pick", lambda choices, *, timeout=None: pick(choices) if timeout is None else ""
    )
    programming.run()
    assert judge.seen == ["saved while it was shown", "saved while the first one was graded"]
