# Handles SIGXCPU and goes on.
# expect: time_limit_exceeded
import signal


def attack(arg):
    signal.signal(signal.SIGXCPU, lambda *a: None)
    while True:
        sum(range(1000))
