# Signals its whole process group.
# proof: word
# control: none, because the control shares its group with the test
import os
import signal


def attack(arg):
    signal.signal(signal.SIGUSR2, signal.SIG_IGN)
    os.killpg(0, signal.SIGUSR2)
    return True
