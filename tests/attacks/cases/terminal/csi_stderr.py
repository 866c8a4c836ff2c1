# Clears the screen through standard error.
import sys


def attack(arg):
    print("VISIBLE \x1b[2J\x1b[H", file=sys.stderr)
    return 0
