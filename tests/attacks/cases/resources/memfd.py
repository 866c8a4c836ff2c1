# A file in memory: not in anyone's resident size.
# expect: memory_limit_exceeded|runtime_error|output_limit_exceeded
# control: none, because it would take two gigabytes
import os


def attack(arg):
    for _ in range(64):
        fd = os.memfd_create("block")
        for _ in range(32):
            os.write(fd, b"x" * (1 << 20))
    return True
