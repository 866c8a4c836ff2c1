# Leaves a tree too deep for recursive removal.
# proof: scratch
# control: none, because only the cleaning afterwards is under attack
import os


def attack(arg):
    for _ in range(3000):
        os.mkdir("d")
        os.chdir("d")
    return True
