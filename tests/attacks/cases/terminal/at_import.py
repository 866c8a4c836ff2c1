# Prints controls while being imported.
print("VISIBLE \x1b[2J\x9b1m")


def attack(arg):
    return 0
