# Maps a scratch file and fills it.
# expect: memory_limit_exceeded|runtime_error|output_limit_exceeded
# control: none, because it would take four gigabytes
import mmap
import os


def attack(arg):
    keep = []
    for i in range(64):
        fd = os.open(f"block{i}", os.O_RDWR | os.O_CREAT)
        os.ftruncate(fd, 64 << 20)
        keep.append(mmap.mmap(fd, 64 << 20))
        for at in range(0, 64 << 20, 4096):
            keep[-1][at] = 1
    return True
