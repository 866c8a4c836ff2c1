# Changes times of the folder through a descriptor.
# proof: outside
import os


def attack(arg):
    fd = os.open(arg["target"], os.O_PATH)
    os.utime(f"/proc/self/fd/{fd}", (1, 1))
    return True
