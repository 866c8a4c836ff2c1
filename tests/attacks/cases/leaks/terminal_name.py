# Finds the user's terminal.
# proof: word
import os


def attack(arg):
    for fd in range(64):
        try:
            if os.ttyname(fd):
                return True
        except OSError:
            continue
    return bool(open("/dev/tty"))
