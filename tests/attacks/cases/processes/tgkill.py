# tgkill at another process.
# proof: outside
import ctypes


def attack(arg):
    return ctypes.CDLL(None).syscall(arg["nr"]["tgkill"], arg["pid"], arg["pid"], 9) == 0
