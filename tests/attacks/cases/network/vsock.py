# Speaks to the hypervisor's host.
# proof: word
# control: kernel
import socket


def attack(arg):
    return socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM).fileno() >= 0
