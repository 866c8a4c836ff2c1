# Kernel memory in full socket pairs.
# expect: memory_limit_exceeded|runtime_error|time_limit_exceeded
# control: none, because it would take kernel memory
import socket


def attack(arg):
    held, keep = 0, []
    while held < 300 << 20:
        left, right = socket.socketpair()
        left.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 24)
        left.setblocking(False)
        keep += [left, right]
        try:
            while True:
                held += left.send(b"x" * (1 << 20))
        except BlockingIOError:
            continue
    return True
