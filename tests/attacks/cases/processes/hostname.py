# Renames the machine (to its own name, should it work).
# proof: word
# control: root
import socket


def attack(arg):
    socket.sethostname(socket.gethostname())
    return True
