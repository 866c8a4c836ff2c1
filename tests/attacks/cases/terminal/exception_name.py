# Controls in an exception's class name.
def attack(arg):
    raise type("VISIBLE\x1b[2J\u202e", (Exception,), {})("x")
