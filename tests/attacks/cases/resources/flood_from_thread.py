# Prints without end in a thread while the call waits.
# expect: output_limit_exceeded
import threading
import time


def talk():
    while True:
        print("x" * 1000, flush=True)


def attack(arg):
    threading.Thread(target=talk, daemon=True).start()
    time.sleep(100)
