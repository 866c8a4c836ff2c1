# Searches every loaded module's variables.
# proof: secret
import re
import sys


def attack(arg):
    found = set()
    for module in list(sys.modules.values()):
        for value in list(vars(module).values()):
            if type(value) in (str, bytes, dict, list, tuple):
                found.update(re.findall("drillsecret[0-9a-f]{16}", repr(value)[:100_000]))
    return sorted(found)
