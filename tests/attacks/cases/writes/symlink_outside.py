# Leaves a symbolic link outside.
# proof: outside
import os


def attack(arg):
    os.symlink("/etc/passwd", arg["target"] + "/link")
    return True
