# Closes its channel and stays: nobody may wait for it.
# expect: protocol_error|runtime_error|time_limit_exceeded
# control: none, because there is no channel unconfined
import os
import time


def attack(arg):
    os.closerange(3, 256)
    time.sleep(1000)
