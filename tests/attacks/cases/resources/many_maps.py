# Tens of thousands of mappings.
# expect: runtime_error|memory_limit_exceeded|time_limit_exceeded|wrong_answer
# control: none, because only kernel memory is under attack
import ctypes


def attack(arg):
    libc = ctypes.CDLL(None)
    libc.mmap.restype = ctypes.c_void_p
    for i in range(200_000):
        libc.mmap(None, ctypes.c_size_t(4096), 1 + (i % 2) * 2, 0x22, -1, ctypes.c_long(0))
    return 0
