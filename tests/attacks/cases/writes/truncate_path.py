# truncate(2): needs no open.
# proof: outside
import os


def attack(arg):
    os.truncate(arg["victim"], 0)
    return True
