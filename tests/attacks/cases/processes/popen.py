# Runs a shell through popen.
# proof: word
import os


def attack(arg):
    return os.popen("echo hi").read() == "hi\n"
