# Leaves an open, unlinked file on a high descriptor for the next answer.
# proof: secret
# rounds: 2
import os


def attack(arg):
    if arg["round"] == 1:
        fd = os.open("gone", os.O_RDWR | os.O_CREAT)
        os.unlink("gone")
        os.write(fd, arg["note"].encode())
        os.dup2(fd, 60)
        return None
    return os.pread(60, 100, 0)
