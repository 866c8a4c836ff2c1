# Opens with the newer openat2.
# proof: secret
import ctypes


def attack(arg):
    libc = ctypes.CDLL(None)
    how = (ctypes.c_uint64 * 3)(0, 0, 0)
    fd = libc.syscall(arg["nr"]["openat2"], -100, arg["public"].encode(), how, 24)
    buffer = ctypes.create_string_buffer(4096)
    got = libc.read(fd, buffer, 4096)
    return buffer.raw[:got]
