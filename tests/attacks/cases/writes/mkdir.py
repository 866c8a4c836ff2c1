# Makes a folder outside.
# proof: outside
import os


def attack(arg):
    os.mkdir(arg["target"] + "/folder")
    return True
