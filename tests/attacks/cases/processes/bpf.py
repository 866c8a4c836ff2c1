# Talks to the kernel's program loader.
# proof: word
# control: kernel
import ctypes


def attack(arg):
    attr = (ctypes.c_uint32 * 32)(2, 4, 8, 1)
    return ctypes.CDLL(None).syscall(arg["nr"]["bpf"], 0, attr, 72) >= 0
