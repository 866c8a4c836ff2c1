# Reserves four gigabytes without writing.
# expect: runtime_error|output_limit_exceeded|memory_limit_exceeded
# proof: scratch
# control: none, because it would fill the disk
import os


def attack(arg):
    fd = os.open("giant", os.O_RDWR | os.O_CREAT)
    os.posix_fallocate(fd, 0, 4 << 30)
    return True
