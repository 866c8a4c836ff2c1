# Reads the kernel's log.
# proof: word
# control: root
import ctypes


def attack(arg):
    buffer = ctypes.create_string_buffer(4096)
    return ctypes.CDLL(None).klogctl(3, buffer, 4096) > 0
