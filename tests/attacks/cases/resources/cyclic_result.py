# A list that holds itself.
# expect: protocol_error
# control: none, because nothing receives the value unconfined
def attack(arg):
    value = []
    value.append(value)
    return value
