# Floods its channel with rubbish as fast as it can.
# expect: protocol_error|time_limit_exceeded|memory_limit_exceeded
# control: none, because there is no channel unconfined
import os
import stat


def attack(arg):
    lines = []
    for fd in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                lines.append(fd)
        except OSError:
            continue
    while lines:
        for fd in lines:
            os.write(fd, b"\x01" * 65536)
    return False
