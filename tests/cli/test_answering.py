"""The commands that record and look back, through the entry point on a small bank."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

from drillbank.cli.main import run
from drillbank.errors import JudgeUnavailable
from drillbank.model import Outcome, TestResult, Verdict

THEORY = """
title: {en: Why, zh: 为何}
topic: area/leaf
level: 2
minutes: 2
roles: [general]
rev: 1
prompt: {en: "Why?"}
answer: {en: "Because."}
points:
  - {id: one, core: true, weight: 2, claim: {en: "One."}, accept: {en: [a, b, c]}, reject: {en: [d, e]}}
  - {id: two, core: true, weight: 1, claim: {en: "Two."}, accept: {en: [a, b, c]}, reject: {en: [d, e]}}
  - {id: extra, core: false, weight: 1, claim: {en: "Extra."}, accept: {en: [a, b, c]}, reject: {en: [d, e]}}
"""
CODING = """
title: {en: Add}
topic: area/leaf
level: 1
minutes: 2
roles: [general]
rev: 1
prompt: {en: "Add."}
answer: {en: "a + b"}
task: implement
language: python
starter: "def add(a, b): ..."
solution: "def add(a, b): return a + b"
tests:
  - {name: small, code: "assert solution.add(1, 2) == 3"}
"""
TOPICS = "- {id: area, title: {en: Area}, leaves: [{id: leaf, title: {en: Leaf}}]}\n"

ALL = "one=yes,two=yes,extra=yes"


class Cli:
    """Runs commands in this process on the small bank."""

    def __init__(self, bank: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.bank = bank
        self.capsys = capsys
        self.monkeypatch = monkeypatch

    def __call__(self, *args: str, stdin: str = "") -> tuple[int, str, str]:
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        code = run(["--no-shipped-bank", "--bank", str(self.bank), *args])
        out, err = self.capsys.readouterr()
        return int(code), out, err

    def json(self, *args: str, stdin: str = "", code: int = 0) -> Any:
        got, out, err = self(*args, "--json", stdin=stdin)
        assert got == code, err
        return json.loads(out)

    def at(self, clock: str) -> None:
        self.monkeypatch.setenv("DRILLBANK_NOW", clock)


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    bank = tmp_path / "bank"
    for kind, name, text in (("theory", "why", THEORY), ("theory", "why-not", THEORY), ("coding", "add", CODING)):
        (bank / kind).mkdir(parents=True, exist_ok=True)
        (bank / kind / f"{name}.yaml").write_text(text, encoding="utf-8")
    (bank / "topics.yaml").write_text(TOPICS, encoding="utf-8")
    made = Cli(bank, capsys, monkeypatch)
    made.at("2026-11-24T21:00:00+08:00")
    return made


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> Callable[[Outcome | JudgeUnavailable], list[str]]:
    """Replace the judge by one that says what it is told; returns the codes it was given."""

    def replace(says: Outcome | JudgeUnavailable) -> list[str]:
        seen: list[str] = []

        class Judge:
            @classmethod
            def open(cls, scratch_root: Path, jobs: int = 1, *, packages: Path | None = None) -> Judge:
                return cls()

            def __enter__(self) -> Judge:
                return self

            def __exit__(
                self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
            ) -> None: ...

            def grade(self, question: Any, code: str, *, seed: int | None = None, lang: str = "en") -> Verdict:
                if isinstance(says, JudgeUnavailable):
                    raise says
                seen.append(code)
                return Verdict(question.id, says, 0.5, (TestResult("small", says, False),), 7)

        monkeypatch.setattr("drillbank.grading.judge.Judge", Judge)
        return seen

    return replace


def log(cli: Cli) -> int:
    return int(cli.json("stats")["reviews"])


def test_a_text_answer_without_marks_is_proposed_and_moves_nothing(cli: Cli) -> None:
    before = cli.json("today")
    document = cli.json("answer", "why", "--confidence", "4", stdin="because 因为\n")
    assert (document["question"], document["verdict"], document["recorded"]) == ("why", "proposed", "proposed")
    assert [(p["id"], p["proposal"], p["span"]) for p in document["points"]] == [
        ("one", "not_found", None),
        ("two", "not_found", None),
        ("extra", "not_found", None),
    ]
    assert all("nothing like this point" in point["why"] and "mark" not in point for point in document["points"])
    assert (document["proposed_score"], document["rating"], document["due"]) == (0.0, None, None)
    assert cli.json("today") == before
    assert log(cli) == 1


@pytest.mark.parametrize(
    ("options", "rating", "due"),
    [
        (["--marks", ALL], 3, "2026-11-26"),
        (["--marks", "one=yes,two=yes"], 2, "2026-11-25"),
        (["--marks", "one=yes,extra=yes"], 1, "2026-11-25"),
        (["--marks", ALL, "--hints", "1"], 2, "2026-11-25"),
        (["--marks", ALL, "--rating", "1"], 1, "2026-11-25"),
        (["--rating", "3"], 3, "2026-11-26"),
    ],
)
def test_marks_and_ratings_are_confirmed_and_move_the_date(cli: Cli, options: list[str], rating: int, due: str) -> None:
    document = cli.json("answer", "why", *options, stdin="because")
    assert (document["recorded"], document["rating"], document["due"]) == ("confirmed", rating, due)


def test_sure_and_fast_with_all_points_is_easy(cli: Cli) -> None:
    options = ["--marks", ALL, "--confidence", "4", "--seconds", "59.5"]
    document = cli.json("answer", "why", *options, stdin="because")
    assert (document["rating"], document["confidence"]) == (4, 4)
    assert document["due"] > "2026-11-29"


def test_marks_stand_beside_their_points(cli: Cli) -> None:
    document = cli.json("answer", "why", "--marks", "one=yes, two=NO", stdin="because")
    assert [point.get("mark") for point in document["points"]] == [True, False, None]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["why", "--marks", "on=yes"], "why has no key point 'on'. Did you mean 'one'?"),
        (["why", "--marks", "one"], "--marks is written like p1=yes,p2=no; 'one' is not."),
        (["why", "--marks", "one=maybe"], "'one=maybe' is not."),
        (["why", "--marks", "one=yes,one=no"], "both yes and no"),
        (["why", "--confidence", "5"], "confidence"),
        (["why", "--rating", "0"], "rating"),
        (["why", "--seconds", "-1"], "seconds"),
        (["wyh"], "Did you mean why"),
        (["why", "--file", "nowhere.txt"], "nowhere.txt cannot be read"),
        (["add"], "takes --file"),
        (["add", "--marks", "one=yes"], "leave --marks out"),
    ],
)
def test_wrong_use_is_one_sentence_and_records_nothing(cli: Cli, options: list[str], sentence: str) -> None:
    code, out, err = cli("answer", *options, stdin="x")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert sentence in err
    assert log(cli) == 0


def test_accepted_code_is_recorded_with_its_verdict(cli: Cli, judged: Any, tmp_path: Path) -> None:
    seen = judged(Outcome.ACCEPTED)
    (tmp_path / "a.py").write_text("def add(a, b): return a + b\n")
    document = cli.json("answer", "add", "--file", str(tmp_path / "a.py"))
    assert seen == ["def add(a, b): return a + b\n"]
    assert (document["verdict"], document["rating"], document["recorded"]) == ("accepted", 3, "confirmed")
    assert document["tests"][0]["name"] == "small"
    assert document["seed"] == 7


def test_wrong_code_exits_0_is_again_and_comes_back_in_the_session(cli: Cli, judged: Any, tmp_path: Path) -> None:
    judged(Outcome.WRONG_ANSWER)
    (tmp_path / "a.py").write_text("pass")
    document = cli.json("answer", "add", "--file", str(tmp_path / "a.py"), "--confidence", "4")
    assert (document["rating"], document["due"], document["sure_but_wrong"]) == (1, "2026-11-25", True)
    assert {"question": "add", "why": "sure-but-wrong", "minutes": 2} in cli.json("today")["queue"]
    cli.at("2026-11-25T21:00:00+08:00")
    assert {"question": "add", "why": "sure-but-wrong", "minutes": 2} in cli.json("today")["queue"]


def test_a_judge_error_records_nothing_and_exits_3(cli: Cli, judged: Any, tmp_path: Path) -> None:
    judged(Outcome.JUDGE_ERROR)
    (tmp_path / "a.py").write_text("pass")
    document = cli.json("answer", "add", "--file", str(tmp_path / "a.py"), "--rating", "3", code=3)
    assert (document["verdict"], document["review"], document["recorded"]) == ("judge_error", None, None)
    assert log(cli) == 0


def test_without_a_judge_it_exits_3_and_records_nothing(cli: Cli, judged: Any, tmp_path: Path) -> None:
    judged(JudgeUnavailable("landlock", "this kernel has none", "Use WSL2."))
    (tmp_path / "a.py").write_text("pass")
    code, out, err = cli("answer", "add", "--file", str(tmp_path / "a.py"))
    assert (code, out) == (3, "")
    assert "landlock" in err
    assert log(cli) == 0


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "Recorded: Good, due 2026-11-26."), ("zh", "已记录：良好，下次 2026-11-26。")],
)
def test_people_read_a_sentence(cli: Cli, lang: str, said: str) -> None:
    assert cli("answer", "why", "--marks", ALL, "--lang", lang, stdin="x") == (0, said + "\n", "")


def test_undo_takes_back_one_answer_after_the_other(cli: Cli) -> None:
    first = cli.json("answer", "why", "--rating", "3", stdin="x")["review"]
    second = cli.json("answer", "why-not", "--rating", "3", stdin="x")["review"]
    assert cli.json("undo") == {"undone": second, "question": "why-not"}
    assert cli.json("undo") == {"undone": first, "question": "why"}
    assert cli.json("undo", code=1) == {"undone": None, "question": None}
    assert log(cli) == 0


def test_undo_in_a_fresh_home_makes_no_database(cli: Cli, home: Path) -> None:
    code, out, err = cli("undo")
    assert (code, out, err) == (1, "", "There is nothing to undo.\n")
    assert not list(home.rglob("*.db"))


def test_stats_follow_the_answers(cli: Cli) -> None:
    assert cli.json("stats")["questions"] == 3
    cli("answer", "why", "--rating", "1", "--confidence", "4", "--seconds", "90", stdin="x")
    cli.at("2026-11-25T09:00:00+08:00")
    cli("answer", "why-not", "--rating", "3", "--confidence", "2", "--seconds", "30", stdin="x")
    figures = cli.json("stats")
    assert {name: figures[name] for name in ("reviews", "today", "due", "streak_weeks", "brier")} == {
        "reviews": 2,
        "today": 1,
        "due": 1,
        "streak_weeks": 0,
        "brier": 0.625,
    }
    assert figures["minutes"] == {"today": 0.5, "week": 2.0}
    code, out, _ = cli("stats")
    assert code == 0
    assert "This week 2 of 7 · 2 min" in out
    assert "4 → 0%   2 → 100%   Brier 0.62" in out
    assert "\x1b" not in out


def test_config_says_where_each_value_comes_from(cli: Cli, home: Path) -> None:
    entries = cli.json("config")
    assert (entries["minutes"]["value"], entries["minutes"]["from"]) == (30, "default")
    assert entries["lang"]["from"] == "environment"
    assert cli.json("config", "minutes", "45")["minutes"]["value"] == 45
    code, out, _ = cli("config", "minutes")
    assert (code, out.startswith(f"minutes = 45  ({home / 'config' / 'config.toml'}; ")) == (0, True)
    assert cli.json("config", "minutes", "")["minutes"]["from"] == "default"
    assert cli.json("config", "lang", "--lang", "zh")["lang"] == {
        "value": "zh",
        "from": "--lang",
        "means": entries["lang"]["means"],
    }


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["minuts"], "no setting 'minuts'. Did you mean 'minutes'?"),
        (["minutes", "many"], "whole number"),
        (["minutes", "0"], "between 1 and 600"),
        (["date", "tomorrow"], "2026-12-21"),
    ],
)
def test_config_refuses_what_it_does_not_know(cli: Cli, options: list[str], sentence: str) -> None:
    code, out, err = cli("config", *options)
    assert (code, out) == (2, "")
    assert sentence in err


def test_suspended_and_buried_questions_leave_the_queue(cli: Cli) -> None:
    def asked() -> set[str]:
        return {entry["question"] for entry in cli.json("today")["queue"]}

    assert {"why", "why-not"} <= asked()
    assert cli.json("suspend", "why") == {"question": "why", "suspended": True}
    assert cli.json("bury", "why-not") == {"question": "why-not", "buried": "2026-11-24"}
    assert asked() & {"why", "why-not"} == set()
    cli.at("2026-11-25T21:00:00+08:00")
    assert asked() & {"why", "why-not"} == {"why-not"}
    assert cli.json("suspend", "why", "--lift") == {"question": "why", "suspended": False}
    cli.at("2026-11-26T21:00:00+08:00")
    assert {"why", "why-not"} <= asked()
    for command in ("suspend", "bury"):
        code, _, err = cli(command, "wyh")
        assert code == 2
        assert "Did you mean why" in err


def test_sync_carries_answers_to_another_home(cli: Cli, tmp_path: Path) -> None:
    cli("answer", "why", "--rating", "3", stdin="x")
    shared = str(tmp_path / "shared")
    assert cli.json("sync", shared)["written"] == 1
    other = ["--home", str(tmp_path / "other")]
    assert cli.json("sync", shared, *other) == {
        "written": 0,
        "reviews": 1,
        "events": 0,
        "devices": 2,
        "unreadable": 0,
    }
    assert cli.json("stats", *other)["reviews"] == 1
    code, out, err = cli("sync", shared)
    assert (code, out, err) == (0, "Wrote 0 lines; took over 0 answers and 0 events (logs of 1 machine).\n", "")


def test_a_damaged_database_is_one_sentence_and_exit_2(cli: Cli, home: Path) -> None:
    cli("answer", "why", "--rating", "3", stdin="x")
    database = home / "data" / "drillbank.db"
    database.write_bytes(b"scrambled" * 1000)
    for command in (["stats"], ["answer", "why", "--rating", "3"], ["undo"]):
        code, out, err = cli(*command, stdin="x")
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert str(home / "data" / "backups" / "2026-11-24.db") in err
    assert database.read_bytes() == b"scrambled" * 1000
