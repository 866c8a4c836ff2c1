# Four gigabytes in one block.
# expect: memory_limit_exceeded
def attack(arg):
    block = bytearray(b"x") * (4 << 30)
    return len(block)
