# Connects to a port of this machine.
# proof: outside
import socket


def attack(arg):
    with socket.create_connection(("127.0.0.1", arg["tcp"]), timeout=2) as line:
        line.sendall(arg["marker"].encode())
    return True
