"""Own user, network, pid, ipc, uts and mount namespaces, made once per zygote; scratch as a size-capped tmpfs."""

from __future__ import annotations

import os
from collections.abc import Iterable

from drillbank.sandbox import libc

NEWNS, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET = 0x20000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000
_REC, _PRIVATE, _NOSUID, _NODEV, _NOEXEC = 0x4000, 0x40000, 2, 4, 8
_MOUNT_POINTS = ("/tmp", "/mnt", "/media", "/srv", "/var/tmp")
TMPFS_BYTES = 64 << 20
TMPFS_INODES = 20_000


def enter() -> None:
    """Leave the caller's namespaces for new ones; the next fork is pid 1 there.  Raises OSError where not permitted.

    As an ordinary user this needs a user namespace, in which the uid maps to itself.
    """
    flags = NEWNS | NEWUTS | NEWIPC | NEWPID | NEWNET
    uid, gid = os.geteuid(), os.getegid()
    try:
        libc.unshare(flags)
        return
    except PermissionError:
        libc.unshare(flags | NEWUSER)
    for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
        # Written in one call and while still dumpable: an undumpable process does not own its /proc files.
        descriptor = os.open(f"/proc/self/{name}", os.O_WRONLY)
        try:
            os.write(descriptor, text.encode())
        finally:
            os.close(descriptor)


def private_mounts() -> None:
    """Nothing mounted here is seen outside.  Raises OSError (Ubuntu 24.04+ may allow unshare and refuse this)."""
    libc.mount("none", "/", "", _REC | _PRIVATE)


def mount_scratch(needed: Iterable[str], bytes_: int = TMPFS_BYTES) -> str:
    """Mount a tmpfs over a folder that hides none of the ``needed`` paths; returns it.  Raises OSError.

    It vanishes with the last process of the namespace, so that nothing is left behind whoever is killed.
    """
    paths = [path.rstrip("/") + "/" for path in needed]
    for point in _MOUNT_POINTS:
        hides = any(path.startswith(point + "/") for path in paths)
        if hides or not os.path.isdir(point) or os.path.islink(point):
            continue
        options = f"size={bytes_},nr_inodes={TMPFS_INODES},mode=0700"
        libc.mount("drillbank", point, "tmpfs", _NOSUID | _NODEV | _NOEXEC, options)
        return point
    raise FileNotFoundError(2, "no folder to mount the scratch on", "/tmp")
