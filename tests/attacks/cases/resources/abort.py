# Aborts.
# expect: runtime_error
# control: none, because it crashes the control too
import os


def attack(arg):
    os.abort()
