# The newer clone3.
# proof: word
import ctypes
import os
import time


def attack(arg):
    args = (ctypes.c_uint64 * 11)()
    args[4] = 17
    pid = ctypes.CDLL(None).syscall(arg["nr"]["clone3"], args, 88)
    if pid == 0:
        time.sleep(1)
        os._exit(0)
    return pid > 0
