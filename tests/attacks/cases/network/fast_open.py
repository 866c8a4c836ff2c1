# Data in the first packet, without connect(2).
# proof: outside
import socket


def attack(arg):
    line = socket.socket()
    line.sendto(arg["marker"].encode(), socket.MSG_FASTOPEN, ("127.0.0.1", arg["tcp"]))
    return True
