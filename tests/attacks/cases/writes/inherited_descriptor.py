# Writes on every descriptor it was born with that looks like a file.
# proof: outside
import os
import stat


def attack(arg):
    for fd in range(3, 256):
        try:
            if stat.S_ISREG(os.fstat(fd).st_mode):
                os.write(fd, b"x")
        except OSError:
            continue
    return True
