# Becomes another program that prints what it is.
# proof: stdout
import os


def attack(arg):
    os.execv("/bin/echo", ["echo", "-n", "executed", arg["marker"]])
