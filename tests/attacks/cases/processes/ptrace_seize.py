# The quieter PTRACE_SEIZE.
# proof: word
import ctypes


def attack(arg):
    return ctypes.CDLL(None).ptrace(0x4206, arg["pid"], None, None) == 0
