# listen() without bind() takes a port by itself.
# proof: word
import socket


def attack(arg):
    server = socket.socket()
    server.listen()
    return server.getsockname()[1] > 0
