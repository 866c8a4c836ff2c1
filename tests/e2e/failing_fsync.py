"""Runs ``drillbank ARGS`` with fsync and fdatasync failing with EIO from so many seconds after the start on.

    python failing_fsync.py SECONDS ARGS…

The kernel refuses the calls (a seccomp filter): SQLite sees what it would see of a dying disk.
"""

from __future__ import annotations

import errno
import signal
import struct
import sys

from drillbank.sandbox import libc, seccomp
from drillbank.sandbox.syscalls import machine, numbers

LOAD, JUMP_EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, FAIL = 0x7FFF0000, 0x00050000 | errno.EIO


def failing(calls: list[int]) -> bytes:
    """BPF: EIO for these system calls, everything else as ever."""
    steps = [(LOAD, 0, 0, 0)]
    steps += [(JUMP_EQUAL, len(calls) - n, 0, number) for n, number in enumerate(calls)]
    steps += [(RETURN, 0, 0, ALLOW), (RETURN, 0, 0, FAIL)]
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def fail_from_now_on(*_: object) -> None:
    known = numbers(machine())
    libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1)
    seccomp.install(failing([known["fsync"], known["fdatasync"]]), known["seccomp"])


if __name__ == "__main__":
    seconds = float(sys.argv[1])
    if seconds <= 0:
        fail_from_now_on()
    else:
        signal.signal(signal.SIGALRM, fail_from_now_on)
        signal.setitimer(signal.ITIMER_REAL, seconds)
    from drillbank.cli.main import run

    code = run(sys.argv[2:])
    signal.setitimer(signal.ITIMER_REAL, 0)  # Python takes its handlers away before it ends
    sys.exit(code)
