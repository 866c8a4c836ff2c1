# Arrays in steps, each of them touched.
# expect: memory_limit_exceeded
# needs: numpy
import numpy as np


def attack(arg):
    return len([np.ones(1 << 20) for _ in range(4096)])
