# A user namespace of its own, with every capability inside.
# proof: word
# control: kernel
import ctypes


def attack(arg):
    return ctypes.CDLL(None).unshare(0x10000000) == 0
