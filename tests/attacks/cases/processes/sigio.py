# Lets the kernel send SIGIO to a stranger (F_SETOWN).
# proof: outside
import fcntl
import os
import socket


def attack(arg):
    left, right = socket.socketpair()
    fcntl.fcntl(left, fcntl.F_SETOWN, arg["pid"])
    fcntl.fcntl(left, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
    right.send(b"x")
    return True
