# Sends a datagram to a local service.
# proof: outside
import socket


def attack(arg):
    socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(arg["marker"].encode(), arg["dgram"])
    return True
