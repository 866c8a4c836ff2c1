# Four gigabytes in an array.
# expect: memory_limit_exceeded
# needs: numpy
# control: none, because it would take four gigabytes of a shared machine
import numpy as np


def attack(arg):
    return float(np.ones(4 << 27).sum())
