# TCP by another protocol number.
# proof: outside
# control: kernel
import socket


def attack(arg):
    line = socket.socket(socket.AF_INET, socket.SOCK_STREAM, 262)
    line.settimeout(2)
    line.connect(("127.0.0.1", arg["tcp"]))
    line.sendall(arg["marker"].encode())
    return True
