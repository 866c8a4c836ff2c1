# Plants a symbolic link in scratch and reads through it.
# proof: secret
import os


def attack(arg):
    os.symlink(arg["public"], "innocent.txt")
    return open("innocent.txt").read()
