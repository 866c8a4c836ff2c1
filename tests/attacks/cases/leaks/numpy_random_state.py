# The same for numpy's global generator.
# proof: repeats
# needs: numpy
# control: none, because it is about two forks of one zygote
import numpy as np


def attack(arg):
    print(np.random.random(4).tolist())
    return 0
