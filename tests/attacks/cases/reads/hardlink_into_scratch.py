# Links the file into scratch, where reading is allowed.
# proof: secret
import os


def attack(arg):
    os.link(arg["secret"], "innocent.txt")
    return open("innocent.txt").read()
