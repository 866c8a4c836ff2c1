# Controls in an exception's text.
def attack(arg):
    raise ValueError("VISIBLE \x1b[2J\x1b]0;title\x07\x9b1m\u202e\r")
