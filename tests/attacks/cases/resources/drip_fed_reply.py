# Sends a reply one byte at a time, for ever.
# expect: protocol_error|time_limit_exceeded
# control: none, because there is no channel unconfined
import os
import stat
import time


def attack(arg):
    while True:
        for fd in range(3, 64):
            try:
                if stat.S_ISSOCK(os.fstat(fd).st_mode):
                    os.write(fd, b"\0")
            except OSError:
                continue
        time.sleep(0.05)
