# One end of an allowed socket pair, aimed at somebody's address.
# proof: outside
import socket


def attack(arg):
    left, _ = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    left.sendto(arg["marker"].encode(), arg["dgram"])
    return True
