# Handles its own page faults: the classic aid of kernel exploits.
# proof: word
# control: kernel
import ctypes


def attack(arg):
    return ctypes.CDLL(None).syscall(arg["nr"]["userfaultfd"], 1) >= 0
