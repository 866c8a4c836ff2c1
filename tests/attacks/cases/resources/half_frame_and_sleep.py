# Sends the beginning of a reply and never the rest.
# expect: protocol_error|time_limit_exceeded
# control: none, because there is no channel unconfined
import os
import stat
import time


def attack(arg):
    for fd in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, b"\x10")
        except OSError:
            continue
    time.sleep(1000)
