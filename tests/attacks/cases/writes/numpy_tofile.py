# Writes through numpy's C file code.
# proof: outside
# needs: numpy
import numpy as np


def attack(arg):
    np.arange(3).tofile(arg["victim"])
    return True
