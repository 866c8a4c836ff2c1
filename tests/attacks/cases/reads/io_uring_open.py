# Asks io_uring to open and read: its work is done past the system-call filter.
# proof: word
import ctypes


def attack(arg):
    params = ctypes.create_string_buffer(256)
    return ctypes.CDLL(None).syscall(arg["nr"]["io_uring_setup"], 8, params) >= 0
