# A small block that unpacks to gigabytes.
# expect: memory_limit_exceeded
import gzip


def attack(arg):
    return len(gzip.decompress(gzip.compress(bytes(16 << 20), 1) * 256))
