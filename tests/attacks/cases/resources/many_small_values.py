# Ten million small values.
# expect: protocol_error|memory_limit_exceeded|time_limit_exceeded|wrong_answer
# control: none, because nothing receives the value unconfined
def attack(arg):
    return [[]] * 10_000_000
