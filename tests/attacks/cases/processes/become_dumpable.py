# Opens itself to other processes' debuggers.
# proof: word
import ctypes


def attack(arg):
    libc = ctypes.CDLL(None)
    libc.prctl(4, 0, 0, 0, 0)
    return libc.prctl(4, 1, 0, 0, 0) == 0
