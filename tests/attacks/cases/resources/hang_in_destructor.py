# Answers, then hangs in a destructor.
# expect: wrong_answer|time_limit_exceeded
# control: none, because what is attacked is the wait after the answer
import time


class Slow:
    def __del__(self):
        time.sleep(10_000)


keep = Slow()


def attack(arg):
    return 0
