"""bank check, bank new and bank schema, as an author runs them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from drillbank.bank import json_schema
from drillbank.cli import authoring, due, question_json, question_page, selection

REPOSITORY = Path(__file__).resolve().parent.parent.parent
GOOD = REPOSITORY / "tests" / "golden" / "check" / "good"
NOW = {"DRILLBANK_NOW": "2026-11-24T21:00:00+08:00"}


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A copy of the good bank in the current folder."""
    return Path(shutil.copytree(GOOD, tmp_path / "mine"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_sound_bank_passes(drillbank: Callable[..., Any], bank: Path) -> None:
    ran = drillbank("--no-shipped-bank", "--bank", "mine", "bank", "check", env=NOW)
    assert (ran.code, ran.out, ran.err) == (0, "", "3 questions: 0 errors, 0 warnings\n")


def test_faults_have_file_line_field_and_rule_and_exit_1(drillbank: Callable[..., Any], bank: Path) -> None:
    edit(bank / "theory/maths/softmax-shift.yaml", "related: [running-mean]", "related: [runing-mean]")
    edit(bank / "coding/maths/running-mean.yaml", "level: 2", "levle: 2")
    ran = drillbank("--no-shipped-bank", "bank", "check", "mine", env=NOW)
    assert ran.code == 1
    assert ran.out.splitlines() == [
        'mine/coding/maths/running-mean.yaml:5: unknown key "levle" (did you mean "level"?) [schema]',
        'mine/theory/maths/softmax-shift.yaml:80: related[0]: there is no question "runing-mean" '
        '(did you mean "running-mean"?) [references-exist]',
    ]
    assert ran.err == "3 questions: 2 errors, 0 warnings\n"


def test_json_tells_errors_from_warnings_and_a_release_is_strict(drillbank: Callable[..., Any], bank: Path) -> None:
    edit(
        bank / "theory/maths/softmax-shift.yaml",
        "reviewed: 2026-11-01\nreview_by: 2028-11-01",
        "reviewed: 2024-11-01\nreview_by: 2026-11-01",
    )
    ran = drillbank("--no-shipped-bank", "bank", "check", "mine", "--json", env=NOW)
    assert ran.code == 0
    assert ran.json == {
        "questions": 3,
        "errors": 0,
        "warnings": 1,
        "findings": [
            {
                "path": "mine/theory/maths/softmax-shift.yaml",
                "line": 79,
                "field": "review_by",
                "message": "2026-11-01 is past; review the question",
                "rule": "review-dates",
                "severity": "warning",
                "question": "softmax-shift",
            }
        ],
    }
    strict = drillbank("--no-shipped-bank", "bank", "check", "mine", "--json", "--release", env=NOW)
    assert (strict.code, strict.json["errors"], strict.json["warnings"]) == (1, 1, 0)


def test_one_file_of_a_bank_is_checked_against_the_whole(drillbank: Callable[..., Any], bank: Path) -> None:
    edit(bank / "coding/maths/running-mean.yaml", "level: 2", "levle: 2")
    path = "mine/theory/maths/softmax-shift.yaml"
    ran = drillbank("--no-shipped-bank", "bank", "check", path, env=NOW)
    assert (ran.code, ran.err) == (0, "1 question: 0 errors, 0 warnings\n")
    folder = drillbank("--no-shipped-bank", "bank", "check", "mine/coding", env=NOW)
    assert (folder.code, folder.err) == (1, "1 question: 1 error, 0 warnings\n")


@pytest.mark.parametrize(
    ("path", "said"),
    [("nowhere", "does not exist"), (".", "is no bank"), ("loose.yaml", "the kind of its questions is unknown")],
)
def test_a_path_that_is_no_bank_is_wrong_use(
    drillbank: Callable[..., Any], tmp_path: Path, path: str, said: str
) -> None:
    (tmp_path / "loose.yaml").write_text("title: {en: T}\n")
    ran = drillbank("bank", "check", path)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_a_bank_that_does_not_exist_is_wrong_use_not_a_fault(drillbank: Callable[..., Any]) -> None:
    ran = drillbank("--bank", "nowhere", "bank", "check")
    assert ran.code == 2
    assert "does not exist" in ran.err


def test_nothing_to_check_is_wrong_use(drillbank: Callable[..., Any]) -> None:
    assert drillbank("--no-shipped-bank", "bank", "check").code == 2


@pytest.mark.parametrize("kind", ["theory", "business", "coding"])
def test_a_skeleton_is_written_once_and_fails_check_with_what_is_missing(
    drillbank: Callable[..., Any], tmp_path: Path, kind: str
) -> None:
    ran = drillbank("bank", "new", kind, "my-question", "--topic", "inference/kv-cache")
    path = tmp_path / kind / "inference" / "my-question.yaml"
    assert (ran.code, ran.out) == (0, f"{kind}/inference/my-question.yaml\n")
    written = path.read_text(encoding="utf-8")
    checked = drillbank("bank", "check", str(path), env=NOW)
    assert checked.code == 1
    for field in ("title.zh: is empty", "prompt.en: is empty", "answer.zh: is empty", "review_by: has to be a day"):
        assert field in checked.out
    again = drillbank("bank", "new", kind, "my-question", "--topic", "inference/kv-cache")
    assert again.code == 2
    assert "exists already" in again.err
    assert path.read_text(encoding="utf-8") == written


def test_a_new_question_goes_into_the_bank_that_is_named(drillbank: Callable[..., Any], bank: Path) -> None:
    ran = drillbank("--bank", "mine", "bank", "new", "theory", "another")
    assert ran.code == 0
    assert (bank / "theory" / "another.yaml").is_file()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["theori", "x"], "Did you mean 'theory'?"),
        (["theory", "Not An Id"], "joined by hyphens"),
        (["theory", "../escape"], "joined by hyphens"),
        (["theory", "x", "--topic", "../up"], "area/leaf"),
        (["theory", "softmax-shift"], "is taken by"),
        (["theory", "old-question"], "is retired"),
    ],
)
def test_a_name_that_cannot_be_is_refused_before_anything_is_written(
    drillbank: Callable[..., Any], bank: Path, args: list[str], said: str
) -> None:
    before = sorted(bank.rglob("*"))
    ran = drillbank("--no-shipped-bank", "--bank", "mine", "bank", "new", *args)
    assert ran.code == 2
    assert said in ran.err
    assert sorted(bank.rglob("*")) == before


def test_the_schema_is_printed_for_editors(drillbank: Callable[..., Any]) -> None:
    assert drillbank("bank", "schema").json == json_schema()


def test_the_modules_behind_these_commands_import_nothing_heavy_at_the_top() -> None:
    for module in (authoring, due, question_json, question_page, selection):
        for heavy in ("yaml", "sqlite3", "numpy", "sklearn", "rich"):
            assert not hasattr(module, heavy)
