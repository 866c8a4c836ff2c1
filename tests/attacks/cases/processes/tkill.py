# The old tkill, which names only a thread.
# proof: outside
import ctypes


def attack(arg):
    return ctypes.CDLL(None).syscall(arg["nr"]["tkill"], arg["pid"], 9) == 0
