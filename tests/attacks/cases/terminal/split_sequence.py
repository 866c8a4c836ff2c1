# A sequence in pieces over several writes and both streams.
import os
import time


def attack(arg):
    os.write(1, b"VISIBLE \x1b")
    time.sleep(0.05)
    os.write(1, b"[2J")
    os.write(1, b"\xc2")
    time.sleep(0.05)
    os.write(1, b"\x9b2J\n")
    return 0
