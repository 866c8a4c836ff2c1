# A signal through a pidfd.
# proof: outside
import os
import signal


def attack(arg):
    signal.pidfd_send_signal(os.pidfd_open(arg["pid"]), signal.SIGKILL)
    return True
