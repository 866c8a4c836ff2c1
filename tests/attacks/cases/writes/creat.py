# The old creat(2).
# proof: outside
import ctypes


def attack(arg):
    return ctypes.CDLL(None).creat(arg["victim"].encode(), 0o600) >= 0
