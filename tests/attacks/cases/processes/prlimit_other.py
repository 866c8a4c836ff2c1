# Lowers another process's limits.
# proof: outside
import resource


def attack(arg):
    resource.prlimit(arg["pid"], resource.RLIMIT_NOFILE, (7, 7))
    return True
