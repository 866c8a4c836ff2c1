# Asks which processes exist.
# proof: word
import os


def attack(arg):
    os.kill(arg["pid"], 0)
    return True
