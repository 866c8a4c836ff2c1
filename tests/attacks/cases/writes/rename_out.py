# Moves a file from scratch outside.
# proof: outside
import os


def attack(arg):
    open("mine", "w").write("x")
    os.rename("mine", arg["target"] + "/mine")
    return True
