# clone(2) with SIGCHLD only.
# proof: word
import ctypes
import os
import time


def attack(arg):
    pid = ctypes.CDLL(None).syscall(arg["nr"]["clone"], 17, 0, 0, 0, 0)
    if pid == 0:
        time.sleep(1)
        os._exit(0)
    return pid > 0
