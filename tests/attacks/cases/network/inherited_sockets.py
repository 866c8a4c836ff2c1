# Speaks on every socket it was born with.
# proof: outside
import os
import stat


def attack(arg):
    for fd in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, arg["marker"].encode())
        except OSError:
            continue
    return True
