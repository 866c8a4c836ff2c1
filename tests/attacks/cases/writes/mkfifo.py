# Makes a named pipe outside.
# proof: outside
import os


def attack(arg):
    os.mkfifo(arg["target"] + "/pipe")
    return True
