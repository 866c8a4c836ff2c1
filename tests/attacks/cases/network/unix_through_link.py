# The same through a link in scratch.
# proof: outside
import os
import socket


def attack(arg):
    os.symlink(arg["unix"], "s")
    line = socket.socket(socket.AF_UNIX)
    line.connect("s")
    line.sendall(arg["marker"].encode())
    return True
