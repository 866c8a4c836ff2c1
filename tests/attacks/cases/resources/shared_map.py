# Shared anonymous memory: RLIMIT_DATA does not count it.
# expect: memory_limit_exceeded|runtime_error
import mmap


def attack(arg):
    keep = []
    for _ in range(4096):
        keep.append(mmap.mmap(-1, 1 << 20))
        keep[-1].write(b"x" * (1 << 20))
    return True
