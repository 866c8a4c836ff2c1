from __future__ import annotations

import pytest

from drillbank.cli import app
from drillbank.cli.commands import COMMANDS
from drillbank.cli.globals import GlobalOptions


def test_a_second_command_line_in_one_process_finds_each_command_once(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert app.invoke(GlobalOptions(), ["--help"]) == 0
    told = capsys.readouterr().out.split("Usage:")[-1]
    assert all(f" {name} " in told for name in COMMANDS)
    assert sorted(command.name or "" for command in app.app.registered_commands) == sorted(COMMANDS)
