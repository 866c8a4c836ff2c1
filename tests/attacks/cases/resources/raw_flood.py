# Floods both descriptors past Python's buffers.
# expect: output_limit_exceeded
import os


def attack(arg):
    while True:
        os.write(1, b"x" * 65536)
        os.write(2, b"x" * 65536)
