# Reconnects an end of a socket pair.
# proof: outside
import socket


def attack(arg):
    left, _ = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    left.connect(arg["dgram"])
    left.send(arg["marker"].encode())
    return True
