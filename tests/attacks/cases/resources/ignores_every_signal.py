# Blocks and ignores every signal it can, then loops.
# expect: time_limit_exceeded
import signal


def attack(arg):
    for number in range(1, 65):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            continue
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    while True:
        pass
