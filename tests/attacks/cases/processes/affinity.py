# Pins another process to one processor.
# proof: outside
import os


def attack(arg):
    os.sched_setaffinity(arg["pid"], {0})
    return True
