# Deletes somebody's file.
# proof: outside
import os


def attack(arg):
    os.unlink(arg["victim"])
    return True
