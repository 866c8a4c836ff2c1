# Forks on a new terminal.
# proof: word
# control: kernel
import os
import pty


def attack(arg):
    pid, _ = pty.fork()
    if pid == 0:
        os._exit(0)
    return pid > 0
