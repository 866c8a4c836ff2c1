# vfork(2) by raw system call, in the shape posix_spawn uses.
# proof: word
import os


def attack(arg):
    return os.posix_spawn("/bin/true", ["true"], {}) > 0
