# Reads through np.memmap.
# proof: secret
# needs: numpy
import numpy as np


def attack(arg):
    return bytes(np.memmap(arg["public"], dtype=np.uint8, mode="r"))
