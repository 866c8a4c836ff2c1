# A wrong reply by return, then a thread that writes another one.
# against: merge
import json
import os
import struct
import threading
import time


def later(value):
    for _ in range(50):
        for fd in range(3, 32):
            data = json.dumps(value).encode()
            try:
                os.write(fd, struct.pack("<I", len(data)) + data)
            except OSError:
                continue
        time.sleep(0.001)


def merge(intervals):
    threading.Thread(target=later, args=(intervals,), daemon=True).start()
    return []
