# Copies into scratch inside the kernel.
# proof: secret
import os


def attack(arg):
    source = os.open(arg["public"], os.O_RDONLY)
    copy = os.open("copy", os.O_RDWR | os.O_CREAT)
    os.copy_file_range(source, copy, 4096)
    return os.pread(copy, 4096, 0)
