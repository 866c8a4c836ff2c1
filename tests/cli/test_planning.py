from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from .screens import SMALL_BANK

Run = Callable[..., Any]
BANK = ("--no-shipped-bank", "--bank", str(SMALL_BANK))


def at(day: str) -> dict[str, str]:
    return {"DRILLBANK_NOW": f"{day}T21:00:00+08:00"}


NOW = at("2026-11-24")


def test_without_a_date_there_is_one_sentence_and_code_2(drillbank: Run) -> None:
    ran = drillbank(*BANK, "plan", env=NOW)
    assert (ran.code, ran.out) == (2, "")
    assert "config date" in ran.err
    assert drillbank(*BANK, "plan", "--date", "2026-11-24", env=NOW).code == 2
    assert drillbank(*BANK, "plan", "--date", "soon", env=NOW).code == 2


def test_the_plan_says_how_ready_and_what_will_not_fit(drillbank: Run) -> None:
    drillbank("config", "date", "2026-12-08")
    ran = drillbank(*BANK, "plan", env=NOW)
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == "Plan to 8 Dec · 14 days · 30 min a day"
    assert lines[1].split()[0] == "readiness"
    assert [line.split("  ")[1] for line in lines[2:4]] == ["will hold", "will not fit"]
    assert "everything fits" in ran.out
    told = drillbank(*BANK, "plan", "--json", env=NOW).json
    assert told["low"] <= told["readiness"] <= told["high"]
    assert set(told["holds"]) == {"add-two", "batching", "cache-size"}
    assert told["counts"]["holds"] == {"theory": 2, "business": 0, "coding": 1}
    assert (told["interview"], told["from_day"], told["days"], told["minutes"]) == (
        "2026-12-08",
        "2026-11-24",
        14,
        30.0,
    )


def test_what_is_cut_is_listed_and_swapped(drillbank: Run) -> None:
    drillbank("config", "date", "2026-11-26")
    drillbank("config", "minutes", "3")
    before = drillbank(*BANK, "plan", "--json", env=NOW).json
    assert "add-two" in before["cut"]
    listed = drillbank(*BANK, "plan", "--cut", env=NOW).out
    assert "add-two" in listed
    assert "--keep ID" in listed
    dropped = drillbank(*BANK, "plan", "--drop", "add-two", "--keep", "cache-size", "--json", env=NOW).json
    assert (dropped["kept"], dropped["dropped"]) == (["cache-size"], ["add-two"])
    assert "add-two" not in dropped["cut"]
    again = drillbank(*BANK, "plan", "--free", "add-two", "--json", env=NOW).json
    assert (again["kept"], again["dropped"]) == (["cache-size"], [])
    assert drillbank(*BANK, "plan", "--keep", "nothing-like-it", env=NOW).code == 2
    assert drillbank(*BANK, "plan", "--keep", "add-two", "--drop", "add-two", env=NOW).code == 2
    assert drillbank(*BANK, "plan", "--json", env=NOW).json["kept"] == ["cache-size"], "nothing was written"


def test_a_tried_out_date_is_not_saved(drillbank: Run) -> None:
    ran = drillbank(*BANK, "plan", "--date", "2026-12-08", "--minutes", "10", env=NOW)
    assert "Plan to 8 Dec · 14 days · 10 min a day" in ran.out
    assert "Tried out" in ran.err
    assert drillbank("config", "date", "--json").json["date"]["value"] is None


def test_the_plan_is_kept_until_something_changes_and_a_begun_day_keeps_its_own(drillbank: Run, home: Path) -> None:
    drillbank("config", "date", "2026-12-08")
    first = drillbank(*BANK, "plan", "--json", env=NOW).json
    (file,) = (home / "cache" / "plan").iterdir()
    stamp = file.stat().st_mtime_ns
    assert drillbank(*BANK, "plan", "--json", env=NOW).json == first
    assert file.stat().st_mtime_ns == stamp
    queue = drillbank(*BANK, "today", "--json", env=NOW).json["queue"]
    drillbank(*BANK, "answer", queue[0]["question"], "--rating", "3", stdin="words", env=NOW)
    after = drillbank(*BANK, "plan", "--json", env=NOW).json
    assert after["from_day"] == "2026-11-25"
    left = drillbank(*BANK, "today", "--json", env=NOW).json["queue"]
    assert left == queue[1:]


def test_today_follows_the_plan_and_forgets_it_after_the_date(drillbank: Run) -> None:
    drillbank("config", "date", "2026-11-27")
    for question in ("batching", "cache-size"):
        drillbank(*BANK, "answer", question, "--rating", "4", stdin="words", env=NOW)
    next_day = at("2026-11-25")
    theory = [
        entry for entry in drillbank(*BANK, "today", "--json", env=next_day).json["queue"] if entry["why"] != "kata"
    ]
    assert theory == [], "FSRS alone would wait for days"
    drillbank(*BANK, "plan", env=next_day)
    day_before = drillbank(*BANK, "today", "--json", env=at("2026-11-26")).json["queue"]
    assert {entry["question"]: entry["why"] for entry in day_before}["add-two"] == "kata"
    after = drillbank(*BANK, "answer", "batching", "--rating", "4", "--json", stdin="words", env=at("2026-11-26")).json
    assert after["due"] == "2026-11-27"
    later = drillbank(*BANK, "answer", "batching", "--rating", "4", "--json", stdin="words", env=at("2026-11-28")).json
    assert later["due"] > "2026-12-10"


def test_home_shows_the_forecast_of_the_plan(drillbank: Run) -> None:
    drillbank("config", "date", "2026-12-08")
    assert drillbank(*BANK, env=NOW).out.splitlines()[-2] == "The plan to the interview: drillbank plan"
    drillbank(*BANK, "plan", env=NOW)
    line = drillbank(*BANK, env=NOW).out.splitlines()[-2]
    assert line.startswith("Forecast on 8 Dec  recall ")
    assert line.endswith("katas 1 of 1")


def test_in_chinese(drillbank: Run) -> None:
    ran = drillbank(*BANK, "--lang", "zh", "plan", "--date", "2026-12-08", env=NOW)
    assert ran.out.splitlines()[0] == "到 12 月 8 日的计划 · 14 天 · 每天 30 分钟"
