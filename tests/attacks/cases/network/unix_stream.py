# Connects to a local service by its path.
# proof: outside
import socket


def attack(arg):
    line = socket.socket(socket.AF_UNIX)
    line.connect(arg["unix"])
    line.sendall(arg["marker"].encode())
    return True
