# Writes through a shared file mapping.
# proof: outside
import mmap
import os


def attack(arg):
    view = mmap.mmap(os.open(arg["victim"], os.O_RDWR), 0)
    view[0] ^= 1
    return True
