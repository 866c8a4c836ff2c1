# Reads the command lines of all processes.
# proof: secret
import os


def attack(arg):
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            text = open(f"/proc/{pid}/cmdline").read()
        except OSError:
            continue
        found += [word for word in text.split("\0") if word.startswith("drillsecret")]
    return found
