# A long stretch inside BLAS.
# expect: time_limit_exceeded
# needs: numpy
import numpy as np


def attack(arg):
    a = np.ones((1500, 1500))
    while True:
        a @ a
