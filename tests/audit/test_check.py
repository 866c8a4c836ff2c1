"""Every rule fires on its bad example, with file, line and field, and on nothing else."""

from __future__ import annotations

import inspect
from datetime import date
from pathlib import Path

import pytest

from drillbank.audit.check import RULES, check
from drillbank.audit.content import name_of
from drillbank.audit.rules import agreement, business, coding, ids, languages, sources, spoken, wording

from . import golden
from .golden import Case

CASES = golden.cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.path.name.removesuffix('.case.yaml')}")
def test_the_bad_example_gives_exactly_these_findings(case: Case, tmp_path: Path) -> None:
    assert golden.printed(golden.run(case, tmp_path), tmp_path / "bank") == case.expect


def test_the_good_bank_has_no_finding() -> None:
    checked = check([("shipped", golden.GOOD)], today=golden.TODAY)
    assert (checked.questions, checked.findings) == (3, ())


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_every_rule_is_named_once_explained_and_fires_in_its_folder(rule) -> None:
    name = name_of(rule)
    assert [name_of(other) for other in RULES].count(name) == 1
    assert rule.__doc__
    fired = [case for case in CASES if case.rule == name and any(f"[{name}]" in line for line in case.expect)]
    assert fired, f"no bad example in golden/check/{name}"


def test_a_file_or_folder_limits_the_report_but_not_what_is_known(tmp_path: Path) -> None:
    bank = golden.edited(golden.read(golden.GOLDEN / "roles-exist" / "unknown-and-none.case.yaml"), tmp_path)
    only = bank / "theory" / "maths" / "softmax-shift.yaml"
    checked = check([("shipped", bank)], only=only, today=golden.TODAY)
    assert checked.questions == 1
    assert {finding.path for finding in checked.findings} == {str(only)}
    assert [finding.rule for finding in checked.findings] == ["roles-exist"]  # related: running-mean is known


def test_faults_of_other_files_are_not_reported_with_one_file(tmp_path: Path) -> None:
    bank = golden.edited(golden.read(golden.GOLDEN / "schema" / "several-faults.case.yaml"), tmp_path)
    only = bank / "coding" / "maths" / "running-mean.yaml"
    checked = check([("shipped", bank)], only=only, today=golden.TODAY)
    assert (checked.questions, checked.findings) == (1, ())


def test_the_same_findings_come_from_a_warm_snapshot(tmp_path: Path) -> None:
    case = golden.read(golden.GOLDEN / "schema" / "several-faults.case.yaml")
    bank = golden.edited(case, tmp_path)
    for _ in range(2):
        checked = check([("shipped", bank)], today=golden.TODAY, cache_dir=tmp_path / "cache")
        assert golden.printed(checked, bank) == case.expect


def test_an_added_bank_without_topics_loads_but_is_told_that_its_topic_is_unknown(tmp_path: Path) -> None:
    source = (golden.GOOD / "coding/maths/running-mean.yaml").read_text(encoding="utf-8")
    added = tmp_path / "mine" / "coding" / "mine.yaml"
    added.parent.mkdir(parents=True)
    added.write_text(source.replace("topic: maths/averages", "topic: mine/own"), encoding="utf-8")
    checked = check([("shipped", golden.GOOD), ("mine", tmp_path / "mine")], only=added, today=golden.TODAY)
    assert [finding.rule for finding in checked.findings if finding.field == "topic"] == ["topics-exist"]


def test_a_review_day_is_good_until_its_end() -> None:
    on_the_day = check([("shipped", golden.GOOD)], today=date(2028, 11, 1), release=True)
    day_after = check([("shipped", golden.GOOD)], today=date(2028, 11, 2), release=True)
    assert (on_the_day.errors, day_after.errors) == (0, 3)


def test_every_rule_that_is_written_is_in_the_list() -> None:
    modules = (agreement, business, coding, ids, languages, sources, spoken, wording)
    written = {
        name.replace("_", "-")
        for module in modules
        for name, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_")
    }
    assert written == {name_of(rule) for rule in RULES}
