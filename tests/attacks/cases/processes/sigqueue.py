# rt_sigqueueinfo at another process.
# proof: outside
import ctypes


def attack(arg):
    info = ctypes.create_string_buffer((10).to_bytes(4, "little") + bytes(4) + b"\xff\xff\xff\xff" + bytes(116))
    return ctypes.CDLL(None).syscall(arg["nr"]["rt_sigqueueinfo"], arg["pid"], 10, info) == 0
