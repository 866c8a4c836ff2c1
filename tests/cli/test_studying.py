from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from drillbank.cli.studying import can_work_on, device_of, opened_store, packages_of, planned, settings_of
from drillbank.study.parameters import DEFAULT

from .screens import MakeScreen


def test_a_machine_keeps_its_name_and_two_machines_differ(tmp_path: Path) -> None:
    assert device_of(tmp_path / "a") == device_of(tmp_path / "a")
    assert device_of(tmp_path / "a") != device_of(tmp_path / "b")


def test_what_a_fit_found_goes_into_the_settings_of_the_day(screen: MakeScreen) -> None:
    ctx = screen().ctx
    fitted = (*DEFAULT[:20], 0.3)
    with opened_store(ctx) as store:
        assert planned(ctx, store, settings_of(ctx)).parameters == DEFAULT
        store.take_parameters(fitted, {}, ctx.now())
        assert planned(ctx, store, settings_of(ctx)).parameters == fitted


@pytest.mark.parametrize(
    ("language", "requires", "possible"),
    [
        ("python", (), True),
        ("python", ("numpy", "scikit-learn"), True),
        ("python", ("no-such-distribution",), False),
        ("javascript", (), True),
        ("javascript", ("tfjs",), False),
    ],
)
def test_a_kata_needs_its_runtime(
    screen: MakeScreen,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    requires: tuple[str, ...],
    possible: bool,
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/somewhere/{name}")
    ctx = screen().ctx
    summary = replace(ctx.bank.summaries["add-two"], language=language, requires=requires)
    assert can_work_on(ctx)(summary) is possible


def test_javascript_needs_node_and_what_the_question_requires(
    screen: MakeScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    ctx = screen().ctx
    summary = replace(ctx.bank.summaries["add-two"], language="javascript", requires=("tfjs",))
    monkeypatch.setattr("shutil.which", lambda name: f"/somewhere/{name}")
    packages_of(ctx).mkdir(parents=True)
    assert can_work_on(ctx)(summary)
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert not can_work_on(ctx)(summary)


def test_settings_come_from_the_config_and_the_command_line_wins(screen: MakeScreen) -> None:
    made = screen()
    made.ctx.config.write("minutes", "45").write("new_per_day", "3")
    ctx = screen().ctx
    assert (settings_of(ctx).minutes, settings_of(ctx).new_per_day) == (45, 3)
    assert settings_of(ctx, minutes=12).minutes == 12
    assert settings_of(ctx, short=True).minutes == 5
