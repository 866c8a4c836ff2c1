# chmod by its newest system call.
# proof: outside
# control: kernel
import ctypes


def attack(arg):
    return ctypes.CDLL(None).syscall(arg["nr"]["fchmodat2"], -100, arg["victim"].encode(), 0o777, 0) == 0
