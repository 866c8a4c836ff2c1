# The same by ioctl FIOSETOWN and FIOASYNC.
# proof: outside
import fcntl
import socket
import struct


def attack(arg):
    left, right = socket.socketpair()
    fcntl.ioctl(left, 0x8901, struct.pack("i", arg["pid"]))
    fcntl.ioctl(left, 0x5452, struct.pack("i", 1))
    right.send(b"x")
    return True
