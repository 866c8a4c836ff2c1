# A mount namespace.
# proof: word
# control: root
import ctypes


def attack(arg):
    return ctypes.CDLL(None).unshare(0x00020000) == 0
