# Writes to standard error without end.
# expect: output_limit_exceeded
import sys


def attack(arg):
    while True:
        sys.stderr.write("x" * 1000)
