# Executes by descriptor.
# proof: stdout
import ctypes
import os


def attack(arg):
    fd = os.open("/bin/echo", os.O_PATH)
    argv = (ctypes.c_char_p * 4)(b"echo", b"executed", arg["marker"].encode(), None)
    ctypes.CDLL(None).syscall(arg["nr"]["execveat"], fd, b"", argv, (ctypes.c_char_p * 1)(None), 0x1000)
