# Writes through a link planted in scratch.
# proof: outside
import os


def attack(arg):
    os.symlink(arg["victim"], "innocent")
    open("innocent", "w").write("x")
    return True
