# Waits for others to connect in.
# proof: outside
import socket


def attack(arg):
    with socket.create_server(("127.0.0.1", arg["free"])) as server:
        server.settimeout(1.5)
        line, _ = server.accept()
        line.sendall(arg["marker"].encode())
    return True
