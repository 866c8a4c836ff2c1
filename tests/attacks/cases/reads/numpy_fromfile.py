# Reads through numpy's own C file code.
# proof: secret
# needs: numpy
import numpy as np


def attack(arg):
    return np.fromfile(arg["public"], dtype=np.uint8).tobytes()
