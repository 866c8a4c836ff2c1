# Binds a socket in scratch and waits to be called.
# proof: word
import socket


def attack(arg):
    server = socket.socket(socket.AF_UNIX)
    server.bind("here")
    server.listen()
    return True
