# Has itself sent a chosen signal at the parent's end.
# proof: word
import ctypes


def attack(arg):
    return ctypes.CDLL(None).prctl(1, 23, 0, 0, 0) == 0
