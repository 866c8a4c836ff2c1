# Nested a hundred thousand deep.
# expect: protocol_error
# control: none, because nothing receives the value unconfined
def attack(arg):
    value = []
    for _ in range(100_000):
        value = [value]
    return value
