# A sparse file of a terabyte.
# expect: runtime_error|output_limit_exceeded
# proof: scratch
# control: none, because file systems differ in what they allow
import os


def attack(arg):
    fd = os.open("giant", os.O_RDWR | os.O_CREAT)
    os.ftruncate(fd, 1 << 40)
    return True
