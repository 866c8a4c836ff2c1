# A mapping that grows downward like a stack.
# expect: memory_limit_exceeded|runtime_error
import ctypes


def attack(arg):
    libc = ctypes.CDLL(None)
    libc.mmap.restype = ctypes.c_void_p
    for _ in range(512):
        where = libc.mmap(None, ctypes.c_size_t(8 << 20), 3, 0x122, -1, ctypes.c_long(0))
        if where is None or where == 2**64 - 1:
            raise MemoryError
        ctypes.memset(where, 1, 8 << 20)
    return True
