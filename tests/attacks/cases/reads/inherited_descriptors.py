# Reads whatever every descriptor it was born with gives.
# proof: secret
import os


def attack(arg):
    out = []
    for fd in range(3, 256):
        try:
            out.append(os.pread(fd, 4096, 0))
        except OSError:
            continue
    return out
