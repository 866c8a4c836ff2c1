# Looks for any process near its own whose limits it may set.
# proof: word
# control: none, because it would hit strangers
import os
import resource


def attack(arg):
    for pid in range(max(1, os.getpid() - 300), os.getpid() + 300):
        if pid != os.getpid():
            try:
                resource.prlimit(pid, resource.RLIMIT_CORE)
            except OSError:
                continue
            return True
    return False
