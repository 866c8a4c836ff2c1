# Reads its own channel for what the checker may send next.
# proof: secret
# control: none, because the control has no channel
import os
import re


def attack(arg):
    found = b""
    for fd in range(3, 64):
        try:
            os.set_blocking(fd, False)
            found += os.read(fd, 1 << 20)
        except OSError:
            continue
    return re.findall(rb"drillsecret[0-9a-f]{16}", found)
