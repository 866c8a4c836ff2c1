from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from .screens import SMALL_BANK

Run = Callable[..., Any]
BANK = ("--no-shipped-bank", "--bank", str(SMALL_BANK))
NOW = {"DRILLBANK_NOW": "2026-11-24T21:00:00+08:00"}
FLAGS = ("--role", "algorithm", "--date", "2026-12-21", "--minutes", "25", "--editor", "nano", "--placement", "1,4")


def test_with_flags_nothing_is_asked_and_everything_is_written(drillbank: Run) -> None:
    ran = drillbank(*BANK, "--lang", "zh", "init", *FLAGS, "--json", env=NOW)
    assert ran.code == 0
    told = ran.json
    assert {name: told[name] for name in ("lang", "role", "date", "minutes", "editor")} == {
        "lang": "zh", "role": "algorithm", "date": "2026-12-21", "minutes": 25, "editor": "nano",
    }  # fmt: skip
    assert told["plan"]["interview"] == "2026-12-21"
    values = {name: entry["value"] for name, entry in drillbank("config", "--json").json.items()}
    assert (values["role"], values["minutes"], values["lang"]) == ("algorithm", 25, "zh")


def test_a_wrong_flag_writes_nothing(drillbank: Run, home: Path) -> None:
    for wrong in (
        ("--date", "2026-11-24"), ("--date", "soon"), ("--minutes", "many"), ("--role", "boss"),
        ("--placement", "1,5"), ("--placement", "1,1,1,1,1,1,1,1,1"),
    ):  # fmt: skip
        ran = drillbank(*BANK, "init", *FLAGS, *wrong, env=NOW)
        assert (ran.code, ran.err.count("\n")) == (2, 1), wrong
    assert not (home / "config").exists()
    assert not (home / "data" / "drillbank.db").exists()


def test_questions_are_asked_one_after_the_other_and_the_plan_ends_them(drillbank: Run) -> None:
    ran = drillbank(*BANK, "init", stdin="2\n4\nsoon\n2026-12-21\n20\nnone\n4\n4\n", env=NOW)
    assert ran.code == 0, ran.err
    out = ran.out
    places = [
        out.index(word) for word in ("Language", "Role", "Interview date", "Minutes", "Editor", "Placement", "Plan")
    ]
    assert places == sorted(places)
    assert "date takes a day like" in out
    assert "[2/2]" in out
    assert "will hold" in out
    assert out.splitlines()[-1] == "To start: drillbank today"
    values = {name: entry["value"] for name, entry in drillbank("config", "--json").json.items()}
    assert (values["date"], values["minutes"], values["lang"]) == ("2026-12-21", 20, "en")


def test_the_placement_moves_the_plan(drillbank: Run) -> None:
    """Somebody who knows it all is placed higher than somebody who knows nothing."""
    knows = drillbank(*BANK, "init", *FLAGS[:-2], "--placement", "4,4", "--json", env=NOW).json
    knows_not = drillbank(*BANK, "init", *FLAGS[:-2], "--placement", "1,1", "--json", env=NOW).json
    assert knows["level"] > 2.0 > knows_not["level"]
    skipped = drillbank(
        "--home", "elsewhere", *BANK, "init", *FLAGS[:-2], "--placement", "skip", "--json", env=NOW
    ).json
    assert skipped["level"] is None


def test_no_answers_at_all_keep_what_is_there(drillbank: Run) -> None:
    ran = drillbank(*BANK, "init", env=NOW)
    assert ran.code == 0
    assert "Without a date" in ran.out
    assert drillbank("config", "minutes", "--json").json["minutes"]["value"] == 30


def test_home_counts_the_days_from_init(drillbank: Run) -> None:
    drillbank(*BANK, "init", *FLAGS, "--json", env=NOW)
    assert drillbank(*BANK, env=NOW).out.startswith("Day 1 of 27 · this week")
    later = {"DRILLBANK_NOW": "2026-12-02T21:00:00+08:00"}
    assert drillbank(*BANK, env=later).out.startswith("Day 9 of 27 · this week")
    assert "Forecast on 21 Dec  recall" in drillbank(*BANK, env=later).out


def test_a_date_is_taken_back_with_none(drillbank: Run) -> None:
    drillbank(*BANK, "init", *FLAGS, "--json", env=NOW)
    told = drillbank(*BANK, "init", "--date", "none", "--placement", "skip", "--json", env=NOW).json
    assert (told["date"], told["plan"], told["minutes"]) == (None, None, 25)
