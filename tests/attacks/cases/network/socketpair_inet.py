# A pair in another family than AF_UNIX.
# proof: word
# control: kernel
import socket


def attack(arg):
    for family in (30, 40):
        try:
            socket.socketpair(family, socket.SOCK_STREAM)
        except OSError:
            continue
        return True
    raise OSError(97, "no family offers pairs here")
