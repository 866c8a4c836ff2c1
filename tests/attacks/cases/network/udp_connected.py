# A datagram on a connected socket.
# proof: outside
import socket


def attack(arg):
    line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    line.connect(("127.0.0.1", arg["udp"]))
    line.send(arg["marker"].encode())
    return True
