"""The learner's own editor: opens a file and comes back when she leaves it."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from drillbank.cli.context import Context
from drillbank.errors import UsageError

_USUAL = ("nano", "vim", "vi")


def command(ctx: Context) -> list[str]:
    """The editor's command line: the setting, then $VISUAL, then $EDITOR, then what is usually there.

    Raises UsageError where there is none.
    """
    setting = ctx.config.get("editor")
    for words in (setting, os.environ.get("VISUAL"), os.environ.get("EDITOR")):
        if words:
            try:
                parts = shlex.split(str(words))
            except ValueError:
                raise UsageError(f"The editor command {words!r} has an open quote; set VISUAL or EDITOR.") from None
            if parts:
                return parts
    for name in _USUAL:
        if shutil.which(name):
            return [name]
    raise UsageError("No editor is set: put its command in VISUAL or EDITOR, as in `export EDITOR=nano`.")


def edit(ctx: Context, path: Path) -> None:
    """Open ``path`` and wait until the editor is left; raises UsageError where it cannot be started."""
    words = command(ctx)
    try:
        code = subprocess.run([*words, str(path)], check=False).returncode
    except OSError as error:
        reason = f"The editor {words[0]!r} cannot be started: {error.strerror}"
        raise UsageError(f"{reason}; set VISUAL or EDITOR.") from None
    if code:
        ctx.out.talk(ctx.say(f"编辑器以代码 {code} 退出。", f"The editor left with code {code}."))


def edit_text(ctx: Context, text: str) -> str:
    """Edit a text in a temporary file and return what was saved."""
    with tempfile.TemporaryDirectory(prefix="drillbank-") as folder:
        path = Path(folder) / "answer.md"
        path.write_text(text, encoding="utf-8")
        edit(ctx, path)
        return path.read_text(encoding="utf-8", errors="replace").strip("\n")
