# unshare of the descriptor table: harmless alone, but the call is a door.
# proof: word
import ctypes


def attack(arg):
    return ctypes.CDLL(None).unshare(0x00000400 | 0x10000000) == 0
