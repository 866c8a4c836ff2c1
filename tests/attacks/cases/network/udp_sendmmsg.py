# A datagram by sendmsg with an address.
# proof: outside
import socket


def attack(arg):
    line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    line.sendmsg([arg["marker"].encode()], [], 0, ("127.0.0.1", arg["udp"]))
    return True
