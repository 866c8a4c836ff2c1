# clone with CLONE_VM but without CLONE_THREAD: a process that looks almost like a thread.
# proof: word
import ctypes


def attack(arg):
    libc = ctypes.CDLL(None)
    stack = ctypes.create_string_buffer(1 << 16)
    top = ctypes.c_void_p((ctypes.addressof(stack) + (1 << 16)) & ~15)
    return libc.clone(libc._exit, top, 0x00000100 | 17, None) > 0
