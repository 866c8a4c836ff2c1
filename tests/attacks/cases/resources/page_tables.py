# Touches one byte of each 2 MB: little memory, many page tables.
# expect: memory_limit_exceeded|runtime_error|time_limit_exceeded
# control: none, because it would take gigabytes of page tables
import ctypes


def attack(arg):
    libc = ctypes.CDLL(None)
    libc.mmap.restype = ctypes.c_void_p
    touched = 0
    while touched < 400_000:
        where = libc.mmap(None, ctypes.c_size_t(16 << 30), 1, 0x4022, -1, ctypes.c_long(0))
        if where is None or where == 2**64 - 1:
            raise MemoryError
        for at in range(0, 16 << 30, 2 << 20):
            ctypes.string_at(where + at, 1)
            touched += 1
    return True
