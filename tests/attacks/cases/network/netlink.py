# Asks the kernel for routes and links.
# proof: word
import socket


def attack(arg):
    line = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
    line.bind((0, 0))
    return True
