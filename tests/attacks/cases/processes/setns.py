# Enters another process's namespaces.
# proof: word
# control: root
import ctypes
import os


def attack(arg):
    fd = os.open(f"/proc/{arg['pid']}/ns/uts", os.O_RDONLY)
    return ctypes.CDLL(None).setns(fd, 0) == 0
