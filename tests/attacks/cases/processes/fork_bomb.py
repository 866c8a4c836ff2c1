# Forks 64 times (a bomb of bounded size, should it go off).
# proof: word
# control: none, because it is a fork bomb
import os
import time


def attack(arg):
    for _ in range(64):
        if os.fork() == 0:
            time.sleep(3)
            os._exit(0)
    return True
