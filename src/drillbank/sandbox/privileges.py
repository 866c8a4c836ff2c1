"""Giving up what root has: every capability, the groups, the uid where the interpreter stays readable without it."""

from __future__ import annotations

import ctypes
import os
import random
import stat
from collections.abc import Iterable
from pathlib import Path

from drillbank.sandbox import libc
from drillbank.sandbox.syscalls import machine, numbers

_CAPABILITY_VERSION_3 = 0x20080522
_LAST_CAPABILITY = 63


def no_new_privileges() -> None:
    """From here on no exec gives rights back; Landlock and seccomp need it.  Raises OSError."""
    libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1)


def undumpable() -> None:
    """No core, no /proc/PID/mem, no ptrace by others of the same uid."""
    libc.prctl(libc.PR_SET_DUMPABLE, 0)


def die_with_parent(signal: int) -> None:
    """Ask for ``signal`` when the parent's spawning thread ends.  Cleared by a uid change: call it last."""
    libc.prctl(libc.PR_SET_PDEATHSIG, signal)


def drop_capabilities() -> None:
    """Empty the bounding, ambient, effective, permitted and inheritable sets."""
    for capability in range(_LAST_CAPABILITY + 1):
        try:
            libc.prctl(libc.PR_CAPBSET_DROP, capability)
        except OSError:
            break  # EINVAL past the last capability; EPERM where there is nothing to drop
    try:
        libc.prctl(libc.PR_CAP_AMBIENT, libc.PR_CAP_AMBIENT_CLEAR_ALL)
    except OSError:
        pass  # kernels before 4.3 have no ambient set
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    data = (ctypes.c_uint32 * 6)()
    libc.syscall(numbers(machine())["capset"], ctypes.byref(header), ctypes.byref(data))


def readable_by_others(paths: Iterable[str]) -> bool:
    """Whether an unrelated uid could read each of ``paths`` (permission bits of the path and all folders above)."""
    for path in paths:
        try:
            real = Path(path).resolve()
            if not os.stat(real).st_mode & stat.S_IROTH:
                return False
            for folder in real.parents:
                if not os.stat(folder).st_mode & stat.S_IXOTH:
                    return False
        except OSError:
            return False
    return True


def unused_uid() -> int | None:
    """A uid that no account has and that this user namespace maps; None where there is none."""
    ranges = [tuple(map(int, line.split())) for line in Path("/proc/self/uid_map").read_text().splitlines()]
    low, high = 1_500_000_000, 1_900_000_000
    for inside, _outside, count in ranges:
        if inside <= low and inside + count > high:
            return random.SystemRandom().randrange(low, high)
    for inside, _outside, count in ranges:
        start, end = max(inside, 61_000), min(inside + count, 65_000)
        if start < end:
            return random.SystemRandom().randrange(start, end)
    return None


def become(uid: int) -> None:
    """Change to ``uid`` (and the gid of the same number) for good, without groups.  Raises OSError."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
