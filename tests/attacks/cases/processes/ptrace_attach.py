# Attaches as a debugger.
# proof: word
import ctypes


def attack(arg):
    libc = ctypes.CDLL(None)
    done = libc.ptrace(16, arg["pid"], None, None) == 0
    if done:
        libc.waitpid(arg["pid"], None, 0x40000000)
        libc.ptrace(17, arg["pid"], None, None)
    return done
