"""Landlock: which files a child may read and where it may write; no TCP, no signals, no abstract sockets.

Interface: Documentation/userspace-api/landlock.rst of the Linux kernel.  Minimum ABI is 1; what an older ABI lacks
(truncate, network, device ioctl, scopes) is closed by seccomp, and ``doctor`` says so.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable

from drillbank.sandbox import libc

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same on both machines
_CREATE_VERSION = 1
_RULE_PATH_BENEATH = 1
_LOG_SAME_EXEC_OFF = 1  # ABI 7: a probing answer must not flood the audit log

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
REMOVE_DIR, REMOVE_FILE, MAKE_CHAR, MAKE_DIR, MAKE_REG, MAKE_SOCK, MAKE_FIFO, MAKE_BLOCK, MAKE_SYM = (
    1 << bit for bit in range(4, 13)
)
REFER, TRUNCATE, IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15

READ = READ_FILE | READ_DIR
LIST = READ_DIR
WRITE = READ | WRITE_FILE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | REFER | TRUNCATE
DEVICE = READ_FILE | WRITE_FILE
_FILE_RIGHTS = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV  # rights that fit a file that is no folder

_NET_ALL = 3  # bind and connect TCP
_SCOPE_ALL = 3  # abstract unix sockets, signals


class _RulesetAttr(ctypes.Structure):
    _fields_ = (("fs", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("access", ctypes.c_uint64), ("fd", ctypes.c_int32))


def abi() -> int:
    """The kernel's Landlock ABI; raises OSError (ENOSYS: not built in, EOPNOTSUPP: disabled at boot)."""
    return libc.syscall(CREATE_RULESET, None, 0, _CREATE_VERSION)


def _handled(version: int) -> tuple[int, int, int, int]:
    """(filesystem, network, scope) masks that ``version`` knows, and the size of its attribute."""
    fs = (1 << 13) - 1
    if version >= 2:
        fs |= REFER
    if version >= 3:
        fs |= TRUNCATE
    if version >= 5:
        fs |= IOCTL_DEV
    size = 8 if version < 4 else 16 if version < 6 else 24
    return fs, _NET_ALL if version >= 4 else 0, _SCOPE_ALL if version >= 6 else 0, size


def open_path(path: str) -> int:
    """A descriptor that names ``path`` in a ruleset; raises OSError."""
    return os.open(path, os.O_PATH | os.O_CLOEXEC)


def restrict(rules: Iterable[tuple[int, int, bool]], version: int) -> None:
    """Restrict the calling thread for ever to ``rules``: (path descriptor, rights, is a folder).

    Needs no_new_privs.  Raises OSError.
    """
    fs, net, scoped, size = _handled(version)
    attribute = _RulesetAttr(fs, net, scoped)
    ruleset = libc.syscall(CREATE_RULESET, ctypes.byref(attribute), size, 0)
    try:
        for descriptor, rights, folder in rules:
            access = rights & fs if folder else rights & fs & _FILE_RIGHTS
            rule = _PathBeneath(access, descriptor)
            libc.syscall(ADD_RULE, ruleset, _RULE_PATH_BENEATH, ctypes.byref(rule), 0)
        libc.syscall(RESTRICT_SELF, ruleset, _LOG_SAME_EXEC_OFF if version >= 7 else 0)
    finally:
        os.close(ruleset)
