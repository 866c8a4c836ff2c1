# Reads a System V message queue.
# proof: secret
import ctypes


def attack(arg):
    libc = ctypes.CDLL(None)
    buffer = ctypes.create_string_buffer(200)
    libc.msgrcv(libc.msgget(arg["key"], 0), buffer, 100, 0, 0o4000)
    return buffer.raw
