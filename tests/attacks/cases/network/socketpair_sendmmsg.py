# The same by sendmmsg.
# proof: outside
import ctypes
import socket


def attack(arg):
    left, _ = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    name = (1).to_bytes(2, "little") + arg["dgram"].encode() + b"\0"
    data = ctypes.create_string_buffer(arg["marker"].encode())
    where = ctypes.create_string_buffer(name)
    vector = (ctypes.c_uint64 * 2)(ctypes.addressof(data), len(arg["marker"]))
    message = (ctypes.c_uint64 * 8)(ctypes.addressof(where), len(name), ctypes.addressof(vector), 1, 0, 0, 0, 0)
    return ctypes.CDLL(None).sendmmsg(left.fileno(), message, 1, 0) == 1
