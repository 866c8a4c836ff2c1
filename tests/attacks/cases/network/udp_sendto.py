# A datagram: Landlock's network rights know only TCP.
# proof: outside
import socket


def attack(arg):
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(arg["marker"].encode(), ("127.0.0.1", arg["udp"]))
    return True
