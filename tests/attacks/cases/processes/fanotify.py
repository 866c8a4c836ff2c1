# Watches the whole machine's files.
# proof: word
# control: root
import ctypes


def attack(arg):
    return ctypes.CDLL(None).syscall(arg["nr"]["fanotify_init"], 0, 0) >= 0
