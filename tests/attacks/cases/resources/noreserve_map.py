# MAP_NORESERVE memory.
# expect: memory_limit_exceeded|runtime_error
import mmap


def attack(arg):
    block = mmap.mmap(-1, 4 << 30, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000)
    for at in range(0, 4 << 30, 4096):
        block[at] = 1
    return True
