# Fills the disk with files that have no name any more.
# expect: runtime_error|output_limit_exceeded|memory_limit_exceeded|time_limit_exceeded
# control: none, because it would fill the disk
import os


def attack(arg):
    held = []
    for i in range(200):
        fd = os.open(f"f{i}", os.O_CREAT | os.O_RDWR)
        os.unlink(f"f{i}")
        held.append(fd)
        for _ in range(20):
            os.write(fd, b"x" * (1 << 20))
    return True
