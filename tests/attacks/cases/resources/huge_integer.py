# An integer of ten million digits: quadratic to print in decimal.
# expect: protocol_error|wrong_answer|time_limit_exceeded
# control: none, because nothing receives the value unconfined
def attack(arg):
    return 1 << 40_000_000
