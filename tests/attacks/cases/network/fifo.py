# Speaks through a named pipe that somebody listens on.
# proof: outside
import os


def attack(arg):
    fd = os.open(arg["fifo"], os.O_WRONLY | os.O_NONBLOCK)
    return os.write(fd, arg["marker"].encode()) > 0
