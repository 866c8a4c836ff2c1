# Reads a POSIX message queue.
# proof: secret
import ctypes


def attack(arg):
    libc = ctypes.CDLL("librt.so.1")
    queue = libc.mq_open(b"/" + arg["queue"].encode(), 0o4000)
    buffer = ctypes.create_string_buffer(8192)
    libc.mq_receive(queue, buffer, 8192, None)
    return buffer.raw
