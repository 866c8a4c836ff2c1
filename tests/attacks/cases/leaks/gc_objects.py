# Looks at every object the collector knows.
# proof: secret
import gc
import re


def attack(arg):
    found = set()
    for thing in gc.get_objects():
        if type(thing) in (dict, list, tuple, set):
            for inner in list(thing.values() if type(thing) is dict else thing):
                if type(inner) in (str, bytes):
                    text = inner if type(inner) is str else inner.decode("latin-1")
                    found.update(re.findall("drillsecret[0-9a-f]{16}", text))
    return sorted(found)
