# fork(2).
# proof: word
import os
import time


def attack(arg):
    pid = os.fork()
    if pid == 0:
        time.sleep(1)
        os._exit(0)
    return pid > 0
