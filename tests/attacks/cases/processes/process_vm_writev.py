# Writes into another process.
# proof: outside
import ctypes


def attack(arg):
    byte = ctypes.create_string_buffer(b"!")
    here = (ctypes.c_uint64 * 2)(ctypes.addressof(byte), 1)
    there = (ctypes.c_uint64 * 2)(arg["board"], 1)
    return ctypes.CDLL(None).syscall(arg["nr"]["process_vm_writev"], arg["reader"], here, 1, there, 1, 0) == 1
