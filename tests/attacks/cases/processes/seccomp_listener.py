# Installs a filter of its own with a listener.
# proof: word
import ctypes


def attack(arg):
    libc = ctypes.CDLL(None)
    libc.prctl(38, 1, 0, 0, 0)
    allow = (ctypes.c_uint64 * 1)(6 | (0x7FFF0000 << 32))
    program = (ctypes.c_uint64 * 2)(1, ctypes.addressof(allow))
    return libc.syscall(arg["nr"]["seccomp"], 1, 8, program) >= 0
