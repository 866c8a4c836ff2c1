"""A cgroup v2 scope per zygote, where one is delegated: memory.max, pids.max and cgroup.kill for all it forks."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

MEMORY_MAX_BYTES = 4 << 30
PIDS_MAX = 256


class Scope:
    """One folder below the caller's own cgroup."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, pid: int) -> None:
        """Move a process (and what it will fork) into the scope."""
        try:
            (self.folder / "cgroup.procs").write_text(str(pid))
        except OSError:
            self.remove()

    def remove(self) -> None:
        """Kill what is left in it and remove it."""
        try:
            (self.folder / "cgroup.kill").write_text("1")
        except OSError:
            pass  # kernels before 5.14 have no cgroup.kill; the zygote's end took its children along
        try:
            self.folder.rmdir()
        except OSError:
            pass  # processes that are still leaving: the folder goes with the parent scope


def own(mountinfo: str, membership: str) -> Path | None:
    """The caller's own cgroup v2 folder, by the texts of /proc/self/mountinfo and /proc/self/cgroup."""
    mount = next((line.split()[4] for line in mountinfo.splitlines() if " - cgroup2 " in line), None)
    path = next((line[3:] for line in membership.splitlines() if line.startswith("0::")), None)
    return None if mount is None or path is None else Path(mount + path)


def make() -> Scope | None:
    """A new scope with limits, or None where cgroup v2 is not delegated to us with memory and pids."""
    try:
        base = own(Path("/proc/self/mountinfo").read_text(), Path("/proc/self/cgroup").read_text())
        if base is None:
            return None
        return make_below(base)
    except OSError:
        return None


def make_below(base: Path) -> Scope | None:
    """A scope below ``base``; None where its controllers are not there."""
    if not {"memory", "pids"} <= set((base / "cgroup.subtree_control").read_text().split()):
        return None
    folder = base / f"drillbank-{os.getpid()}-{secrets.token_hex(4)}"
    folder.mkdir()
    scope = Scope(folder)
    try:
        (folder / "memory.max").write_text(str(MEMORY_MAX_BYTES))
        (folder / "memory.swap.max").write_text("0")
        (folder / "pids.max").write_text(str(PIDS_MAX))
    except OSError:
        scope.remove()
        return None
    return scope
