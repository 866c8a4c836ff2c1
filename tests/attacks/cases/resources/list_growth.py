# Memory in small steps.
# expect: memory_limit_exceeded
def attack(arg):
    keep = []
    while True:
        keep.append([0] * 100_000)
