# Stops the supervisor, so that no clock runs.
# proof: outside
import os
import signal


def attack(arg):
    os.kill(arg["supervisor"], signal.SIGSTOP)
    return True
