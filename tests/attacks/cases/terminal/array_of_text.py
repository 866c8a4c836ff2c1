# Controls in an array of text.
# needs: numpy
import numpy as np


def attack(arg):
    return np.array(["VISIBLE \x1b[2J", "\x9b1m\u202e"])
