from __future__ import annotations

from pathlib import Path

import pytest

from drillbank.cli import editor
from drillbank.errors import UsageError

from .screens import MakeScreen


def test_the_setting_comes_first_then_visual_then_editor(screen: MakeScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "ed")
    assert editor.command(screen().ctx) == ["ed"]
    monkeypatch.setenv("VISUAL", "code --wait 'my profile'")
    assert editor.command(screen().ctx) == ["code", "--wait", "my profile"]
    made = screen()
    made.ctx.config.write("editor", "hx")
    assert editor.command(screen().ctx) == ["hx"]


def test_an_open_quote_is_one_sentence(screen: MakeScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "vim 'x")
    with pytest.raises(UsageError, match="has an open quote"):
        editor.command(screen().ctx)


def test_no_editor_at_all_says_what_to_set(screen: MakeScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="export EDITOR=nano"):
        editor.command(screen().ctx)


def test_a_text_comes_back_as_it_was_saved(screen: MakeScreen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "editor.sh"
    script.write_text('#!/bin/sh\nprintf " 更多\\n\\n" >> "$1"\n')
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(script))
    assert editor.edit_text(screen().ctx, "第一行\n第二行") == "第一行\n第二行 更多"
