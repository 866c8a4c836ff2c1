# Slows another process down.
# proof: outside
import os


def attack(arg):
    os.setpriority(os.PRIO_PROCESS, arg["pid"], 15)
    return True
