# Returns a gigabyte.
# expect: memory_limit_exceeded|protocol_error
# control: none, because nothing receives the value unconfined
def attack(arg):
    return b"x" * (1 << 30)
