# Prints controls after the answer was given.
import atexit

atexit.register(print, "\x1b[2J\x1b]0;t\x07")


def attack(arg):
    print("VISIBLE", flush=True)
    return 0
