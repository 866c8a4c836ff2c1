# Opens by raw system call, past libc.
# proof: secret
import ctypes


def attack(arg):
    libc = ctypes.CDLL(None)
    fd = libc.syscall(arg["nr"]["openat"], -100, arg["public"].encode(), 0, 0)
    buffer = ctypes.create_string_buffer(4096)
    got = libc.syscall(arg["nr"]["read"], fd, buffer, 4096)
    return buffer.raw[:got]
