from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .screens import SMALL_BANK

Run = Callable[..., Any]
BANK = ("--no-shipped-bank", "--bank", str(SMALL_BANK))
NOW = {"DRILLBANK_NOW": "2026-11-24T21:00:00+08:00"}


def test_the_plan_stands_on_one_screen(drillbank: Run) -> None:
    ran = drillbank(*BANK, env=NOW)
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "this week 0 of 5 days  11 min",
        "  1 Recall   2 mixed: inference  5 min",
        "  2 Kata     The sum of two, blank file  5 min",
        "  3 Close    one sentence  1 min",
        "To start: drillbank today",
    ]


def test_in_chinese(drillbank: Run) -> None:
    lines = drillbank(*BANK, "--lang", "zh", env=NOW).out.splitlines()
    assert lines[0] == "本周 0/5 天  11 分钟"
    assert lines[2] == "  2 代码     两数之和，空白文件  5 分钟"


def test_what_was_answered_counts_and_leaves_the_plan(drillbank: Run) -> None:
    drillbank(*BANK, "today", stdin="2\n?\n\n", env=NOW)
    lines = drillbank(*BANK, env=NOW).out.splitlines()
    assert lines[:3] == [
        "this week 1 of 5 days  8 min",
        "1 answered today",
        "  1 Recall   1 mixed: inference  2 min",
    ]


def test_certain_and_wrong_comes_first_the_next_day(drillbank: Run) -> None:
    drillbank(*BANK, "today", stdin="4\n?\n\n", env=NOW)
    lines = drillbank(*BANK, env={"DRILLBANK_NOW": "2026-11-25T21:00:00+08:00"}).out.splitlines()
    assert lines[1].startswith("  1 Warm-up  1 you were sure of and missed")


def test_the_interview_date_is_counted_down(drillbank: Run) -> None:
    drillbank("config", "date", "2026-12-21")
    assert drillbank(*BANK, env=NOW).out.startswith("27 days to the interview · this week 0 of 5 days")
