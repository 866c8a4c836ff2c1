# Receives datagrams on a chosen port.
# proof: outside
import socket


def attack(arg):
    line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    line.bind(("127.0.0.1", arg["free"]))
    line.settimeout(1.5)
    _, sender = line.recvfrom(100)
    line.sendto(arg["marker"].encode(), sender)
    return True
