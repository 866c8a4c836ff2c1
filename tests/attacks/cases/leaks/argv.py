# Reads its command line.
# proof: secret
import sys


def attack(arg):
    return [sys.argv, sys.orig_argv]
