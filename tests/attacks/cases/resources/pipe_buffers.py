# Kernel memory in full pipes.
# expect: memory_limit_exceeded|runtime_error|time_limit_exceeded
# control: none, because it would take kernel memory
import fcntl
import os


def attack(arg):
    held = 0
    while held < 300 << 20:
        reader, writer = os.pipe()
        fcntl.fcntl(writer, 1031, 1 << 20)
        os.set_blocking(writer, False)
        held += os.write(writer, b"x" * (1 << 20))
    return True
