# Connects without waiting.
# proof: outside
import select
import socket


def attack(arg):
    line = socket.socket()
    line.setblocking(False)
    line.connect_ex(("127.0.0.1", arg["tcp"]))
    select.select([], [line], [], 1)
    line.send(arg["marker"].encode())
    return True
