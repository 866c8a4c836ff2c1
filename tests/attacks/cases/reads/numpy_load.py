# Loads somebody's .npy.
# proof: secret
# needs: numpy
import numpy as np


def attack(arg):
    return str(np.load(arg["array"])[0])
