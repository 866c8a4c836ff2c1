# Watches the user's home for changes.
# proof: word
import ctypes


def attack(arg):
    libc = ctypes.CDLL(None)
    fd = libc.inotify_init1(0)
    return fd >= 0 and libc.inotify_add_watch(fd, arg["home"].encode(), 0xFFF) >= 0
