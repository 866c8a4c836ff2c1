# Memory that changes after it was handed over.
# against: softmax
import threading
import time

import numpy as np

KEPT = []


def softmax(x):
    out = np.zeros(x.shape)

    def later():
        time.sleep(0.01)
        out[...] = np.nan

    KEPT.append(threading.Thread(target=later, daemon=True))
    KEPT[-1].start()
    return out
