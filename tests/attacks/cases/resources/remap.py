# Grows one mapping by mremap.
# expect: memory_limit_exceeded|runtime_error
import mmap


def attack(arg):
    block = mmap.mmap(-1, 1 << 20, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    for size in range(2, 4096):
        block.resize(size << 20)
        block[(size - 1) << 20 :] = b"x" * (1 << 20)
    return True
