# Makes a semaphore: a channel between answers.
# proof: word
import ctypes


def attack(arg):
    libc = ctypes.CDLL(None)
    semaphore = libc.semget(0, 1, 0o1600)
    if semaphore < 0:
        return False
    libc.semctl(semaphore, 0, 0)
    return True
