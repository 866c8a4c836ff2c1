# kill(-1): everybody it may reach (with signal 0, should it work).
# proof: word
import os


def attack(arg):
    os.kill(-1, 0)
    return True
