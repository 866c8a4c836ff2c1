# The same over IPv6.
# proof: outside
# control: kernel
import socket


def attack(arg):
    with socket.create_connection(("::1", arg["tcp6"]), timeout=2) as line:
        line.sendall(arg["marker"].encode())
    return True
