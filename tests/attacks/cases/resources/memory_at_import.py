# Takes the memory while being imported.
# expect: memory_limit_exceeded
keep = [bytearray(1 << 20) for _ in range(4096)]


def attack(arg):
    return len(keep)
