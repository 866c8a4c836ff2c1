# Connects to an abstract name: no file rule sees it.
# proof: outside
import socket


def attack(arg):
    line = socket.socket(socket.AF_UNIX)
    line.connect("\0" + arg["abstract"])
    line.sendall(arg["marker"].encode())
    return True
