# Changes times: Landlock does not cover it.
# proof: outside
import os


def attack(arg):
    os.utime(arg["victim"], (1, 1))
    return True
