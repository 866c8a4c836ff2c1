# Hangs the user's terminal up.
# proof: word
import os


def attack(arg):
    fd = os.open(arg["tty"], os.O_RDWR | os.O_NOCTTY)
    return fd >= 0
