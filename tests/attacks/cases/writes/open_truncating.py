# O_TRUNC with a read-only open.
# proof: outside
import os


def attack(arg):
    os.open(arg["victim"], os.O_RDONLY | os.O_TRUNC)
    return True
