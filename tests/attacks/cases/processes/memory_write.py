# Writes into another process through /proc.
# proof: outside
import os


def attack(arg):
    fd = os.open(f"/proc/{arg['reader']}/mem", os.O_WRONLY)
    return os.pwrite(fd, b"!", arg["board"]) == 1
