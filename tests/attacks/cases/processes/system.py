# Runs a shell.
# proof: word
import os


def attack(arg):
    return os.system("true") == 0
