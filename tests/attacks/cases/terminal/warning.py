# Controls in a warning.
import warnings


def attack(arg):
    warnings.warn("VISIBLE \x1b[2J\x1b]0;t\x07", stacklevel=1)
    return 0
