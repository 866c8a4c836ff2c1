# Draws what the test will draw: its generator's state came along.
# proof: draw
# control: none, because the naive test's generator is not forked
import random


def attack(arg):
    out = [random.getrandbits(60), random.randrange(1 << 60)]
    try:
        import numpy as np

        out += [int(np.random.randint(0, 1 << 60, dtype=np.int64)) for _ in range(3)]
    except ImportError:
        return out
    return out
