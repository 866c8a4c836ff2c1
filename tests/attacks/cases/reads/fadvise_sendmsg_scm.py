# Asks a listener outside for a descriptor of a private file (SCM_RIGHTS).
# proof: secret
import os
import socket


def attack(arg):
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(2)
        line.connect(arg["giver"])
        _, fds, _, _ = socket.recv_fds(line, 1, 1)
    return os.pread(fds[0], 4096, 0)
