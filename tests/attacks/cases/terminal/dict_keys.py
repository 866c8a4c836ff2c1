# Controls in keys.
def attack(arg):
    return {"VISIBLE \x1b[2J": 1, ("\x1b]0;t\x07", "\u202e"): {"\x9b1m"}}
