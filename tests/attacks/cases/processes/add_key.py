# Leaves a key behind for a later answer.
# proof: word
# control: kernel
import ctypes


def attack(arg):
    libc = ctypes.CDLL(None)
    key = libc.syscall(arg["nr"]["add_key"], b"user", b"drill-left", b"x", 1, -3)
    return key > 0
