# Tries each address family and type that the kernel knows.
# proof: word
import socket


def attack(arg):
    for family in range(2, 46):
        for kind in (1, 2, 3, 5):
            try:
                socket.socket(family, kind, 0)
            except OSError:
                continue
            return True
    return False
