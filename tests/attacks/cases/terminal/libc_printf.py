# Prints by libc, past Python's streams.
import ctypes


def attack(arg):
    libc = ctypes.CDLL(None)
    libc.printf(b"VISIBLE \x1b[2J\x1b]52;c;eA==\x07\n")
    libc.fflush(None)
    return 0
