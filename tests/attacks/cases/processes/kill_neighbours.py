# Signals the process ids around its own: the checker, siblings, the zygote.
# proof: word
# control: none, because it would hit strangers
import os


def attack(arg):
    hit = []
    for pid in range(max(2, os.getpid() - 300), os.getpid() + 300):
        if pid != os.getpid():
            try:
                os.kill(pid, 0)
                hit.append(pid)
            except OSError:
                continue
    return bool(hit)
