# A result whose repr holds controls.
# silent: yes
class Loud:
    def __repr__(self):
        return "VISIBLE \x1b[2J\x9b1m"

    __str__ = __repr__


def attack(arg):
    return Loud()
