# Lives at the limit: swallows MemoryError for ever.
# expect: memory_limit_exceeded|time_limit_exceeded
def attack(arg):
    keep = []
    while True:
        try:
            keep.append(bytearray(1 << 20))
        except MemoryError:
            continue
