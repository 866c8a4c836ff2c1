"""Scratch folders: one per child, 0700, emptied by descriptor before reuse.

<root>/                 a tmpfs of the zygote's own, or a folder under the user's temporary folder
  0/ 1/ 2/ …            one per child; the child's working folder, HOME and TMPDIR
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from pathlib import Path

ENTRY_BYTES = 4096  # an empty file costs something too
MAX_ENTRIES_SEEN = 200_000  # more than that: give the folder up instead of emptying it


class ScratchStuck(Exception):
    """A scratch folder that cannot be emptied: its zygote is retired."""


def empty(folder: str) -> None:
    """Remove everything below ``folder``, without recursion and without following links.  Raises ScratchStuck.

    Deep trees break ``shutil.rmtree`` (recursion) and longer-than-PATH_MAX names; so deep folders are lifted to the
    top before they are emptied.
    """
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        os.chmod(folder, 0o700)
        top = os.open(folder, flags)
    except OSError as error:
        raise ScratchStuck(str(error)) from None
    seen = lifted = 0
    try:
        while True:
            names = os.listdir(top)
            if not names:
                return
            for name in names:
                seen += 1
                if seen > MAX_ENTRIES_SEEN:
                    raise ScratchStuck("too many entries")
                if not stat.S_ISDIR(os.stat(name, dir_fd=top, follow_symlinks=False).st_mode):
                    os.unlink(name, dir_fd=top)
                    continue
                os.chmod(name, 0o700, dir_fd=top)
                inner = os.open(name, flags, dir_fd=top)
                try:
                    for child in os.listdir(inner):
                        seen += 1
                        if stat.S_ISDIR(os.stat(child, dir_fd=inner, follow_symlinks=False).st_mode):
                            os.chmod(child, 0o700, dir_fd=inner)
                            lifted = _lift(child, inner, top, lifted)
                        else:
                            os.unlink(child, dir_fd=inner)
                finally:
                    os.close(inner)
                os.rmdir(name, dir_fd=top)
    except OSError as error:
        raise ScratchStuck(str(error)) from None
    finally:
        os.close(top)


def _lift(name: str, inner: int, top: int, number: int) -> int:
    """Move a folder up to ``top`` under a name that is free there; returns the last number used."""
    while True:
        number += 1
        try:
            os.rename(name, f".lifted-{number}", src_dir_fd=inner, dst_dir_fd=top)
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR):
                raise
        else:
            return number


def sweep(root: Path) -> None:
    """Remove folders of drillbanks that are no more (a SIGKILL leaves theirs)."""
    for folder in root.glob("zygote-*"):
        owner = folder.name.split("-")[1]
        if owner.isdigit() and not Path(f"/proc/{owner}").exists():
            shutil.rmtree(folder, ignore_errors=True)


def size(folder: str, stop_at: int) -> int:
    """Bytes held below ``folder`` (allocated blocks), counted until ``stop_at`` is passed."""
    total, pending = 0, [folder]
    while pending and total <= stop_at:
        try:
            with os.scandir(pending.pop()) as entries:
                for entry in entries:
                    info = entry.stat(follow_symlinks=False)
                    total += info.st_blocks * 512 + ENTRY_BYTES
                    if stat.S_ISDIR(info.st_mode):
                        pending.append(entry.path)
        except OSError:
            continue  # it changes while we look
    return total
