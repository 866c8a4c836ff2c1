# Leaves shared memory that outlives every process.
# proof: word
import ctypes


def attack(arg):
    libc = ctypes.CDLL(None)
    shm = libc.shmget(0, 4096, 0o1600)
    if shm < 0:
        return False
    libc.shmctl(shm, 0, None)
    return True
