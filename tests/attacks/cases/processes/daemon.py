# Detaches a grandchild that outlives the run.
# proof: word
# control: none, because the daemon would outlive the test
import os
import time


def attack(arg):
    if os.fork() == 0:
        os.setsid()
        if os.fork():
            os._exit(0)
        time.sleep(30)
        os._exit(0)
    return True
