# Answers, then hangs in atexit.
# expect: wrong_answer|time_limit_exceeded
# control: none, because what is attacked is the wait after the answer
import atexit
import time

atexit.register(time.sleep, 10_000)


def attack(arg):
    return 0
