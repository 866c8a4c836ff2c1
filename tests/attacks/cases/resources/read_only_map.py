# Private memory mapped without write permission, then opened by mprotect.
# expect: memory_limit_exceeded|runtime_error
import ctypes


def attack(arg):
    libc = ctypes.CDLL(None)
    libc.mmap.restype = ctypes.c_void_p
    for _ in range(512):
        where = libc.mmap(None, ctypes.c_size_t(8 << 20), 1, 0x22, -1, ctypes.c_long(0))
        if where is None or where == 2**64 - 1 or libc.mprotect(ctypes.c_void_p(where), ctypes.c_size_t(8 << 20), 3):
            raise MemoryError
        ctypes.memset(where, 1, 8 << 20)
    return True
