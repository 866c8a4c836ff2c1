"""The few C calls that Python's ``os`` does not offer, by way of ctypes."""

from __future__ import annotations

import ctypes
import os

_libc = ctypes.CDLL(None, use_errno=True)
_syscall = _libc.syscall
_syscall.restype = ctypes.c_long

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_CAPBSET_DROP = 24
PR_SET_NO_NEW_PRIVS = 38
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_CLEAR_ALL = 4


def syscall(number: int, *arguments: object) -> int:
    """Call by number; raises OSError with errno.  Integers are passed as 64-bit values."""
    values = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    result = int(_syscall(ctypes.c_long(number), *values))
    if result == -1:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result


def prctl(option: int, a: int = 0, b: int = 0, c: int = 0, d: int = 0) -> int:
    """prctl(2); raises OSError."""
    result = int(_libc.prctl(option, ctypes.c_ulong(a), ctypes.c_ulong(b), ctypes.c_ulong(c), ctypes.c_ulong(d)))
    if result == -1:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result


def execve(path: object, arguments: object, environment: object) -> None:
    """execve(2) with buffers whose addresses the caller knows; raises OSError (os.execve makes its own)."""
    _libc.execve(path, arguments, environment)
    code = ctypes.get_errno()
    raise OSError(code, os.strerror(code))


def unshare(flags: int) -> None:
    """unshare(2); raises OSError (os.unshare exists only from Python 3.12)."""
    if _libc.unshare(ctypes.c_int(flags)) == -1:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


def mount(source: str, target: str, kind: str, flags: int, data: str = "") -> None:
    """mount(2); raises OSError."""
    done = _libc.mount(source.encode(), target.encode(), kind.encode(), ctypes.c_ulong(flags), data.encode())
    if done == -1:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), target)
