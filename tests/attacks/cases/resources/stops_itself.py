# Stops itself: a stopped process uses no time and ignores most signals.
# expect: time_limit_exceeded|runtime_error
import os
import signal


def attack(arg):
    os.kill(os.getpid(), signal.SIGSTOP)
    return True
