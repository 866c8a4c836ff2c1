# An unnamed file outside, given its name later.
# proof: outside
import ctypes
import os


def attack(arg):
    fd = os.open(arg["target"], os.O_TMPFILE | os.O_RDWR)
    os.write(fd, b"x")
    name = f"/proc/self/fd/{fd}".encode()
    return ctypes.CDLL(None).linkat(-100, name, -100, (arg["target"] + "/named").encode(), 0x400) == 0
