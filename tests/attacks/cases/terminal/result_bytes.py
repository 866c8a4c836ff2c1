# Controls in returned bytes.
def attack(arg):
    return b"VISIBLE \x1b[2J\x9b1m\x07"
