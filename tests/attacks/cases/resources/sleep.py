# Waits without using the processor.
# expect: time_limit_exceeded
import time


def attack(arg):
    time.sleep(10_000)
