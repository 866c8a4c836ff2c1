# fchmod on a readable library file of the runtime.
# proof: outside
# control: none, because it would change the runtime's own files
import os
import stat


def attack(arg):
    path = os.__file__
    fd = os.open(path, os.O_RDONLY)
    os.fchmod(fd, stat.S_IMODE(os.fstat(fd).st_mode))
    return True
