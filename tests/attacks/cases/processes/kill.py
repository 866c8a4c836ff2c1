# Kills a process of the user's.
# proof: outside
import os
import signal


def attack(arg):
    os.kill(arg["pid"], signal.SIGKILL)
    return True
