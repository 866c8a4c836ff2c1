# Opens a performance counter, a side channel and a surface.
# proof: word
# control: kernel
import ctypes


def attack(arg):
    attr = (ctypes.c_uint32 * 32)(1, 128)
    return ctypes.CDLL(None).syscall(arg["nr"]["perf_event_open"], attr, 0, -1, -1, 0) >= 0
