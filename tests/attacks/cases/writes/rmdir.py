# Removes a folder outside.
# proof: outside
import os


def attack(arg):
    os.rmdir(arg["target"] + "/empty")
    return True
