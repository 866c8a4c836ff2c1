# Waits for a signal that never comes.
# expect: time_limit_exceeded|runtime_error
import signal


def attack(arg):
    signal.pause()
