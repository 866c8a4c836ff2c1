# Leaves a secret in memory in one grading and looks for it in the next.
# proof: secret
# rounds: 2
import sys


def attack(arg):
    store = getattr(sys, "__left__", None)
    if arg["round"] == 1:
        sys.__left__ = arg["note"]
        return None
    return store
