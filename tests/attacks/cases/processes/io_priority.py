# Changes another process's disk priority.
# proof: outside
import ctypes


def attack(arg):
    return ctypes.CDLL(None).syscall(arg["nr"]["ioprio_set"], 1, arg["pid"], 3 << 13) == 0
