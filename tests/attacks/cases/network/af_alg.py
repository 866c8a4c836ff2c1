# The kernel's crypto through sockets: a large, rarely used surface.
# proof: word
# control: kernel
import socket


def attack(arg):
    return socket.socket(socket.AF_ALG, socket.SOCK_SEQPACKET).fileno() >= 0
