# Asks for hardware ports.
# proof: word
# control: none, because virtual machines differ
import ctypes


def attack(arg):
    return ctypes.CDLL(None).ioperm(0x80, 1, 1) == 0
