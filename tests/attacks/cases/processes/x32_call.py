# Calls by the x32 table, where the numbers differ.
# proof: word
# control: none, because few kernels are built with x32
import ctypes
import platform


def attack(arg):
    if platform.machine() != "x86_64":
        return False
    return ctypes.CDLL(None).syscall(0x40000000 | 39) > 0
