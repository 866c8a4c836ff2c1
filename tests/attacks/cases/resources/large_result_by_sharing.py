# A small object that is huge once written out: the same list in itself many times over.
# expect: protocol_error|time_limit_exceeded|memory_limit_exceeded
# control: none, because nothing receives the value unconfined
def attack(arg):
    value = ["x" * 100]
    for _ in range(40):
        value = [value, value]
    return value
