"""Run a command under an outer seccomp filter that makes a layer missing: ``python outer.py CALL=ERRNO … -- COMMAND``.

Named calls answer the given errno; everything else is allowed.  This is how a kernel without Landlock, a container that
forbids seccomp, or a distribution that forbids user namespaces looks to a program.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys

NUMBERS = {
    "x86_64": {
        "landlock_create_ruleset": 444,
        "landlock_restrict_self": 446,
        "seccomp": 317,
        "unshare": 272,
        "mount": 165,
    },
    "aarch64": {
        "landlock_create_ruleset": 444,
        "landlock_restrict_self": 446,
        "seccomp": 277,
        "unshare": 97,
        "mount": 40,
    },
}


def main() -> None:
    split = sys.argv.index("--")
    rules = dict(word.split("=") for word in sys.argv[1:split])
    numbers = NUMBERS[platform.machine()]
    program = [struct.pack("=HBBI", 0x20, 0, 0, 0)]
    for call, name in rules.items():
        program.append(struct.pack("=HBBI", 0x15, 0, 1, numbers[call]))
        program.append(struct.pack("=HBBI", 0x06, 0, 0, 0x00050000 | getattr(errno, name)))
    program.append(struct.pack("=HBBI", 0x06, 0, 0, 0x7FFF0000))
    text = b"".join(program)

    class Fprog(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))

    libc = ctypes.CDLL(None, use_errno=True)
    assert libc.prctl(38, 1, 0, 0, 0) == 0
    assert libc.prctl(22, 2, ctypes.byref(Fprog(len(program), text)), 0, 0) == 0, ctypes.get_errno()
    os.execv(sys.argv[split + 1], sys.argv[split + 1 :])


main()
