"""Small stand-ins that keep honest code working where a layer refuses what it asks for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any


def remember_libraries() -> None:
    """In the zygote: threadpoolctl finds loaded libraries in /proc/self/maps, which children cannot read."""
    threadpoolctl = sys.modules.get("threadpoolctl")
    controller = getattr(threadpoolctl, "ThreadpoolController", None)
    if controller is None:
        return
    found = controller().lib_controllers

    def load(self: Any) -> None:
        self.lib_controllers = list(found)

    controller._load_libraries = load


def existing_paths_only() -> None:
    """In a child: the filter answers "done" to chmod and utime without doing them; a missing file must still fail.

    ``Path.touch`` relies on that: it makes the file only where ``os.utime`` finds none.
    """
    os.utime = _looking_first(os.utime)
    os.chmod = _looking_first(os.chmod)


def _looking_first(call: Callable[..., None]) -> Callable[..., None]:
    def looking(path: Any, *arguments: Any, **keywords: Any) -> None:
        followed = keywords.get("follow_symlinks", True)
        os.stat(path, dir_fd=keywords.get("dir_fd"), follow_symlinks=followed)
        call(path, *arguments, **keywords)

    return looking
