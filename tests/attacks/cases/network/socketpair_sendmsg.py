# The same by sendmsg with a name.
# proof: outside
import socket


def attack(arg):
    left, _ = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    left.sendmsg([arg["marker"].encode()], [], 0, arg["dgram"])
    return True
