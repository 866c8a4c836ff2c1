# An exception whose text cannot be made.
# silent: yes
# control: none, because Python's own printer does not print it either
class Odd(Exception):
    def __str__(self):
        raise RuntimeError("VISIBLE \x1b[2J")


def attack(arg):
    raise Odd
