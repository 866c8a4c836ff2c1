# Controls in notes, causes and groups.
def attack(arg):
    error = ValueError("VISIBLE")
    error.add_note("\x1b[2J note \x9d0;t\x9c")
    raise ExceptionGroup("VISIBLE \x1b[31m", [error]) from KeyError("\x1b]52;c;eA==\x07")
