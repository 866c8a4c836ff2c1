# Locks somebody's file so that its owner waits.
# proof: word
import fcntl


def attack(arg):
    keep = open(arg["victim"])
    fcntl.flock(keep, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return True
