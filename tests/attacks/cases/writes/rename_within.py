# Renames somebody's file.
# proof: outside
import os


def attack(arg):
    os.rename(arg["victim"], arg["victim"] + ".gone")
    return True
