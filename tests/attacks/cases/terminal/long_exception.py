# An exception text of a hundred thousand lines.
def attack(arg):
    raise ValueError("VISIBLE\n" * 100_000)
