# Reads standard input in a loop that ignores its end.
# expect: time_limit_exceeded
import sys


def attack(arg):
    while True:
        sys.stdin.buffer.read(1)
