# Checks whether any capability was left.
# proof: word
# control: root
import ctypes


def attack(arg):
    head = (ctypes.c_uint32 * 2)(0x20080522, 0)
    data = (ctypes.c_uint32 * 6)()
    if ctypes.CDLL(None).capget(head, data) == 0:
        return any(data)
    status = open("/proc/self/status").read()
    return "CapEff:\t0000000000000000" not in status or "CapPrm:\t0000000000000000" not in status
