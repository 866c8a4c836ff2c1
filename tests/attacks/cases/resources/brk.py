# Grows the heap by brk.
# expect: memory_limit_exceeded|runtime_error
import ctypes


def attack(arg):
    libc = ctypes.CDLL(None)
    libc.sbrk.restype = ctypes.c_void_p
    for _ in range(512):
        where = libc.sbrk(ctypes.c_long(8 << 20))
        if where is None or where == 2**64 - 1:
            raise MemoryError
        ctypes.memset(where, 1, 8 << 20)
    return True
