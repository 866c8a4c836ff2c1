# Reads address zero.
# expect: runtime_error
# control: none, because it crashes the control too
import ctypes


def attack(arg):
    return ctypes.string_at(0)
