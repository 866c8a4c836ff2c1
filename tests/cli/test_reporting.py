from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from .screens import SMALL_BANK

Run = Callable[..., Any]
BANK = ("--no-shipped-bank", "--bank", str(SMALL_BANK))
ANSWERS = (
    ("2026-11-12", "batching", 3, 3, 600), ("2026-11-13", "cache-size", 1, 4, 300),
    ("2026-11-19", "cache-size", 3, 4, 120), ("2026-11-20", "batching", 1, 4, 60),
    ("2026-11-21", "cache-size", 3, 2, 60),
)  # fmt: skip


def at(day: str) -> dict[str, str]:
    return {"DRILLBANK_NOW": f"{day}T21:00:00+08:00"}


@pytest.fixture
def practised(drillbank: Run) -> Run:
    for answer in ANSWERS:
        give(drillbank, *answer)
    return drillbank


def give(drillbank: Run, day: str, question: str, rating: int, confidence: int, seconds: int) -> None:
    given = ("--rating", str(rating), "--confidence", str(confidence), "--seconds", str(seconds))
    assert drillbank(*BANK, "answer", question, *given, stdin="words", env=at(day)).code == 0


def test_the_week_stands_beside_the_one_before(practised: Run) -> None:
    told = practised(*BANK, "report", "--json", env=at("2026-11-24")).json
    assert {name: told["week"][name] for name in ("days", "answers", "minutes", "begun", "failed")} == {
        "days": 3, "answers": 3, "minutes": 4.0, "begun": 0, "failed": 1,
    }  # fmt: skip
    assert {name: told["before"][name] for name in ("days", "answers", "minutes", "begun", "failed")} == {
        "days": 2, "answers": 2, "minutes": 15.0, "begun": 2, "failed": 1,
    }  # fmt: skip
    assert told["week"]["brier"] == pytest.approx((0 + 1 + 0.25) / 3)
    assert told["before"]["brier"] == pytest.approx((0.0625 + 1) / 2)
    (topic,) = told["topics"]
    assert (topic["topic"], topic["asked"], topic["of"]) == ("inference", 2, 2)
    assert 0 < topic["before"] < 1
    assert told["forecast"] is None


def test_recall_a_week_ago_is_what_it_was_then(drillbank: Run) -> None:
    for answer in ANSWERS[:2]:
        give(drillbank, *answer)
    then = drillbank(*BANK, "report", "--json", env=at("2026-11-14")).json["topics"][0]["recall"]
    for answer in ANSWERS[2:]:
        give(drillbank, *answer)
    topic = drillbank(*BANK, "report", "--json", env=at("2026-11-21")).json["topics"][0]
    assert topic["before"] == pytest.approx(then)
    assert topic["recall"] != pytest.approx(then)


def test_the_screen_tells_it_in_words(practised: Run) -> None:
    lines = practised(*BANK, "report", env=at("2026-11-24")).out.splitlines()
    assert lines[0] == "The week to 2026-11-24 (in brackets the week before)"
    assert lines[1] == "3 days (2) · 4 min (15) · 3 answers (2) · 0 new (2)"
    assert lines[2] == "Brier 0.42 (0.53), 0 is best"


def test_minutes_are_proposed_to_move_where_recall_is_missing(practised: Run) -> None:
    told = practised(*BANK, "report", "--json", env=at("2026-11-22")).json
    assert told["shift"] is None, "four minutes a week are not worth a proposal"
    given = ("--rating", "3", "--seconds", "5400")
    practised(*BANK, "answer", "cache-size", *given, stdin="words", env=at("2026-11-22"))
    shift = practised(*BANK, "report", "--json", env=at("2026-11-23")).json["shift"]
    assert (shift["source"], shift["target"]) == ("inference", "warm-up")
    assert 5 <= shift["minutes"] <= 28


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href", "xlink:href")]
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_one_file_that_asks_for_nothing(practised: Run, tmp_path: Path) -> None:
    file = tmp_path / "week.html"
    practised("config", "date", "2026-12-21")
    assert practised(*BANK, "plan", env=at("2026-11-24")).code == 0
    ran = practised(*BANK, "report", "--html", str(file), env=at("2026-11-24"))
    assert (ran.code, ran.out) == (0, "")
    text = file.read_text(encoding="utf-8")
    page = _Page()
    page.feed(text)
    assert page.open == []
    assert page.links == []
    assert "script" not in page.tags
    assert page.tags.count("svg") == 3  # one topic, the curve, the calendar
    assert "prefers-color-scheme: dark" in text
    assert "width=device-width" in text
    assert "http" not in re.sub(r"http-equiv", "", text)
    assert "forecast recall on 2026-12-21" in text
    assert text.count('fill="var(--mark)" fill-opacity') == 5  # a square for each day with answers


def test_the_page_is_never_written_over_a_file_unasked(practised: Run, tmp_path: Path) -> None:
    file = tmp_path / "week.html"
    file.write_text("mine")
    ran = practised(*BANK, "report", "--html", str(file), env=at("2026-11-24"))
    assert ran.code == 2
    assert file.read_text() == "mine"
    assert practised(*BANK, "--lang", "zh", "report", "--html", str(file), "--force", env=at("2026-11-24")).code == 0
    assert 'lang="zh-Hans"' in file.read_text(encoding="utf-8")
    assert practised(*BANK, "report", "--html", str(tmp_path / "no" / "x.html"), env=at("2026-11-24")).code == 2


def test_before_the_first_answer_there_is_a_report_too(drillbank: Run, tmp_path: Path) -> None:
    told = drillbank(*BANK, "report", "--json", env=at("2026-11-24")).json
    assert (told["week"]["answers"], told["week"]["brier"], told["topics"]) == (0, None, [])
    assert drillbank(*BANK, "report", "--html", str(tmp_path / "w.html"), env=at("2026-11-24")).code == 0
    assert "No answers yet" in (tmp_path / "w.html").read_text(encoding="utf-8")


def test_stats_show_days_and_forecast(practised: Run) -> None:
    practised("config", "date", "2026-12-21")
    assert practised(*BANK, "plan", env=at("2026-11-24")).code == 0
    told = practised(*BANK, "stats", "--json", env=at("2026-11-24")).json
    assert [entry["day"] for entry in told["calendar"]] == [day for day, *_ in ANSWERS]
    assert told["forecast"]["date"] == "2026-12-21"
    assert 0 < told["forecast"]["low"] <= told["forecast"]["readiness"] <= told["forecast"]["high"] <= 1
    out = practised(*BANK, "stats", env=at("2026-11-24")).out
    assert "Forecast on 21 Dec  recall" in out
    assert "2026-11-21 1 min" in out
