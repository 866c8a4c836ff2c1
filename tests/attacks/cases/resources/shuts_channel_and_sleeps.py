# Shuts its channel down, with the descriptor still open, and stays.
# expect: protocol_error|runtime_error|time_limit_exceeded
# control: none, because there is no channel unconfined
import os
import socket
import time


def attack(arg):
    for fd in range(3, 64):
        try:
            socket.socket(fileno=os.dup(fd)).shutdown(socket.SHUT_RDWR)
        except OSError:
            continue
    time.sleep(1000)
