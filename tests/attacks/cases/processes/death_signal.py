# Clears the death signal, to survive the zygote.
# proof: word
import ctypes


def attack(arg):
    return ctypes.CDLL(None).prctl(1, 0, 0, 0, 0) == 0
