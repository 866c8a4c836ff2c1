# Controls in a returned text.
def attack(arg):
    return "VISIBLE \x1b[2J\x9b1m\x07\r\b\u202e\u200b"
