from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest

from drillbank.cli.dialogue import Leave
from drillbank.cli.judging import JudgeAtNeed
from drillbank.cli.sitting import Sitting, day_name
from drillbank.cli.studying import opened_store, settings_of
from drillbank.errors import JudgeUnavailable
from drillbank.model import Coding, Lang, Verdict
from drillbank.study.session import Session

from .screens import MakeScreen, Screen

NOON = datetime.fromisoformat("2026-11-24T12:00:00+08:00")


@contextmanager
def sitting(made: Screen, *, only_katas: bool = False) -> Iterator[Sitting]:
    with opened_store(made.ctx) as store:
        session = Session(made.ctx.bank.summaries, store, settings_of(made.ctx), made.ctx.now())
        yield Sitting(made.dialogue, session, store, only_katas=only_katas)


def test_without_a_judge_code_is_left_out_and_the_rest_goes_on(
    screen: MakeScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: JudgeAtNeed, question: Coding, code: str, lang: Lang) -> Verdict:
        raise JudgeUnavailable("landlock", "the kernel lacks it", "Use a newer kernel.")

    monkeypatch.setattr(JudgeAtNeed, "grade", refuse)
    monkeypatch.setattr(JudgeAtNeed, "warm", lambda self, question: None)
    made = screen("l\nl\nr\n2\n?\n\n2\n?\n\n\n")  # both theory questions later, so the kata comes first
    with sitting(made) as running:
        running.run()
        assert running.recorded == 2
    assert "Code cannot be judged here: landlock" in made.text
    assert "Code questions are left out for now." in made.text


def test_only_katas_asks_no_theory(screen: MakeScreen) -> None:
    made = screen("q\n")
    with sitting(made, only_katas=True) as running, pytest.raises(Leave):
        running.run()
    assert "The sum of two" in made.text
    assert "How large is the cache?" not in made.text


def test_a_sure_miss_is_asked_again_after_five_minutes_not_before(
    screen: MakeScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRILLBANK_NOW", NOON.isoformat())
    missed = screen("4\n?\n\n" + "2\n?\n\n" + "g\ny\n\n" + "\nq\n")
    with sitting(missed) as running, pytest.raises(Leave):
        running.run()
    assert missed.text.count("back in about 5 min") == 2  # also after looking again: no time has passed
    monkeypatch.setenv("DRILLBANK_NOW", (NOON + timedelta(minutes=6)).isoformat())
    ripe = screen("2\nhalf of it\n.\n1 2\n\n\n\n")
    with sitting(ripe) as running:
        running.run()
    assert "How large is the cache?" in ripe.text


def test_a_question_missed_four_times_gets_advice(screen: MakeScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = []
    for day in range(4):
        monkeypatch.setenv("DRILLBANK_NOW", (NOON + timedelta(days=day)).isoformat())
        made = screen("2\n?\n\n" * 2 + "q\n")
        with sitting(made) as running, pytest.raises(Leave):
            running.run()
        texts.append(made.text)
    assert ["Missed several times now" in text for text in texts] == [False, False, False, True]


def test_days_have_names(screen: MakeScreen) -> None:
    assert day_name(screen().dialogue, NOON.date()) == "24 Nov"
    assert day_name(screen(lang="zh").dialogue, NOON.date()) == "11 月 24 日"
